import { dirname } from 'node:path';
import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { lint } from '../engine/lint.ts';
import type { AnyRule } from '../rule.ts';
import type { ShellcheckComment } from '../shellcheck/answer.ts';
import { reportAnswer } from '../shellcheck/report.ts';
import { shellcheckRule } from '../shellcheck/rule.ts';
import { inputOf } from './check-dockerfile.ts';
import { pathOf } from './kinds.ts';
import type { Surroundings, Workspace } from './workspace.ts';

/** What an installed ShellCheck says of the scripts in documents, where a configuration wants to hear it. */
export interface Shellcheck {
  /** Hands on what is known already: a script that is being typed is not asked about. */
  readonly rule: AnyRule;
  /** Asks about the scripts of a document that are not known yet; whether there is anything new. Nobody has to wait for it. */
  ask(document: TextDocument): Promise<boolean>;
}

/** More scripts than are open at any time. */
const mostKnown = 5000;

export function openShellcheck(connection: Connection, getWorkspace: () => Workspace): Shellcheck {
  const known = new Map<string, readonly ShellcheckComment[]>();
  const complained = new Set<string>();
  let noted: Set<string> | undefined;
  const rule = shellcheckRule({
    visit: (script, context) =>
      reportAnswer(script, context, (text) => {
        const answer = known.get(text);
        if (!answer) noted?.add(text);
        return answer ?? [];
      }),
  });
  const unknownIn = (document: TextDocument, around: Surroundings): readonly string[] => {
    const relaying = around.config.settings.filter((setting) => setting.rule === rule);
    if (relaying.length === 0) return [];
    noted = new Set();
    lint(inputOf(document, around), relaying, { fixes: false, inlineConfig: false });
    const texts = [...noted];
    noted = undefined;
    return texts;
  };
  const learn = async (texts: readonly string[], untrusted: readonly string[]): Promise<boolean> => {
    // The one part that can start a program: see build.mjs.
    const { openProgram } = await import('../cli/shellcheck/answers.ts');
    const answers = await openProgram({ env: process.env, untrusted }).checkLater(texts);
    if (known.size > mostKnown) known.clear();
    for (const [index, comments] of answers.entries()) known.set(texts[index] ?? '', comments);
    return answers.some((comments) => comments.length > 0);
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    rule,
    ask(document) {
      const turn = async (): Promise<boolean> => {
        const workspace = getWorkspace();
        const around = await workspace.of(document.uri);
        const path = pathOf(document.uri);
        const texts = around.settings.enable ? unknownIn(document, around) : [];
        if (texts.length === 0) return false;
        try {
          return await learn(texts, [...workspace.folders(), around.cwd, ...(path === undefined ? [] : [dirname(path)])]);
        } catch (error) {
          const message = `${error instanceof Error ? error.message : String(error)} (${around.config.shellcheck.origin})`;
          if (!complained.has(message))
            await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
          complained.add(message);
          return false;
        }
      };
      // One after the other: what the first learns the second need not ask.
      const turned = last.then(turn);
      last = turned.catch(() => {});
      return turned;
    },
  };
}
