import { stopsAtFailure } from '../src/model/errexit.ts';
import type { Model } from '../src/model/model.ts';
import { isPlainText } from '../src/model/shell-quotes.ts';
import type { Command, Expansion, ShellScript } from '../src/nodes.ts';
import { defineRule, dockerfile, type Fix } from '../src/rule.ts';
import { standings } from '../src/model/shell-lists.ts';
import { declarators, setVariables, type SetVariable } from '../src/model/shell-variables.ts';

export default defineRule({
  name: 'no-masked-exit-status',
  summary: 'Disallow `export`, `local` and their like around a command whose failure they hide.',
  why: '`export x=$(…)` succeeds even when the command in it fails. The build goes on with an empty value then.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Assign and declare one after the other',
  codes: { shellcheck: ['SC2155'] },
  mentions: ['$(', '`', '${ ', '${|'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#export'],
  messages: {
    masked: '`{{builtin}}` succeeds even when `{{command}}` fails, so the build goes on without a value. Assign `{{name}}` on its own.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN export «GNUPGHOME="$(mktemp -d)"» && gpg --version
        RUN set -e; export «VERSION=$(cat version)»; make
      `,
      good: dockerfile`
        FROM debian:12
        RUN GNUPGHOME="$(mktemp -d)" && export GNUPGHOME && gpg --version
        RUN set -e; VERSION=$(cat version); export VERSION; make
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN fetch() { local «sum="$(sha256sum "$1")"»; echo "$sum"; }; fetch a
      `,
      good: dockerfile`
        FROM debian:12
        RUN fetch() { local sum && sum="$(sha256sum "$1")"; echo "$sum"; }; fetch a
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN export A=1 «B=$(b)» «C=$(c)»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN export A=1 N="$((1 + 1))" && B=$(b) && export B && c="$(c)" make
      `,
    },
  ],

  visit: {
    ShellScript(script, context) {
      for (const command of script.commands) {
        if (!declarators.has(command.name)) continue;
        for (const variable of setVariables(command)) {
          const hidden = variable.value?.expansions.find(({ kind, inner }) => kind === 'command' && !inner);
          if (!hidden) continue;
          const data = { builtin: command.name, name: variable.name, command: commandIn(hidden) };
          context.report({ at: variable.word, message: 'masked', data, fix: apart(command, variable, script, context) });
        }
      }
    },
  },
});

/** The command's name where it is one, else all of it in a few characters. */
function commandIn({ body: [first, more] = [], text }: Expansion): string {
  if (first?.type === 'Command' && !more && first.name !== '') return first.name;
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

function apart(command: Command, variable: SetVariable, script: ShellScript, context: Model): Fix | undefined {
  const { name, words, wrappers, assignments, redirections, pipe } = command;
  const { value } = variable;
  const isAlone = words.length === 2 && wrappers.length + assignments.length + redirections.length === 0 && !pipe;
  if (!isAlone || !value || /^["']/.test(variable.word.text)) return undefined;
  return (edit) => {
    const standing = standings(script).get(command);
    const { holder } = standing?.list ?? {};
    const before = holder?.type === 'AndOr' && standing && standing.index > 0 ? holder.operators[standing.index - 1]?.text : undefined;
    if (!standing || before === '||' || !isPlainText(command, context)) return null;
    // Behind `&&`, `set -e` would not see the failure.
    const then = holder?.type !== 'AndOr' && stopsAtFailure(script, context) ? '; ' : ' && ';
    const assignment = context.text.slice(...variable.word.range);
    // A function's own variable has to be declared first.
    const isLocal = name !== 'export' && name !== 'readonly';
    const [first, second] = isLocal ? [`${name} ${variable.name}`, assignment] : [assignment, `${name} ${variable.name}`];
    return edit.replace(command, first + then + second);
  };
}
