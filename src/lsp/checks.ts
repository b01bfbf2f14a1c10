import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Reuse } from '../engine/reuse.ts';
import { checkConfig } from './check-config.ts';
import { checkDockerfile, fixesIn } from './check-dockerfile.ts';
import { checkIgnoreFile } from './check-ignore-file.ts';
import { kindOf, pathOf } from './kinds.ts';
import type { Remark } from './remark.ts';
import type { Surroundings, Workspace } from './workspace.ts';

/** What is found in documents, each version of them looked at once. */
export interface Checks {
  /** What is to be shown; nothing for a document that is none of ours. */
  of(document: TextDocument): Promise<readonly Remark[]>;
  /** The same with fixes. */
  withFixes(document: TextDocument): Promise<readonly Remark[]>;
  /** Names what `of` gives: the same name, the same remarks. */
  stampOf(document: TextDocument): string;
  /** Something else has changed that documents are looked at with. */
  outdate(): void;
  forget(uri: string): void;
}

interface Known {
  readonly stamp: string;
  readonly remarks: Promise<readonly Remark[]>;
}

/** Who hears of what is met on the way. */
export interface Heard {
  /** A rule crashed. */
  readonly failed: (message: string) => void;
  /** A Dockerfile was looked at with these surroundings. */
  readonly met: (uri: string, around: Surroundings) => void;
}

/** `openText` gives the text of a file that is open. */
export function openChecks(workspace: Workspace, openText: (absolute: string) => string | undefined, { failed, met }: Heard): Checks {
  let generation = 0;
  const shown = new Map<string, Known>();
  const fixed = new Map<string, Known>();
  const reuses = new Map<string, Reuse>();
  const reuseOf = (uri: string): Reuse => {
    const reuse = reuses.get(uri) ?? new Reuse();
    reuses.set(uri, reuse);
    return reuse;
  };
  const stampOf = ({ version }: TextDocument): string => `${generation}.${version}`;
  const remembered = (known: Map<string, Known>, document: TextDocument, check: () => Promise<readonly Remark[]>): Known['remarks'] => {
    const before = known.get(document.uri);
    const stamp = stampOf(document);
    if (before?.stamp === stamp) return before.remarks;
    const remarks = check();
    known.set(document.uri, { stamp, remarks });
    return remarks;
  };
  const check = async (document: TextDocument, withFixes: boolean): Promise<readonly Remark[]> => {
    const kind = kindOf(document);
    if (kind === undefined) return [];
    const around = await workspace.of(document.uri);
    if (kind === 'config') return around.settings.enable ? checkConfig(document, openText) : [];
    if (kind === 'ignore-file') return checkIgnoreFile(document, around, workspace);
    met(document.uri, around);
    return withFixes ? fixesIn(document, around) : checkDockerfile(document, around, failed, reuseOf(document.uri));
  };
  return {
    of: (document) => remembered(shown, document, () => check(document, false)),
    withFixes: (document) =>
      remembered(kindOf(document) === 'dockerfile' ? fixed : shown, document, () => check(document, kindOf(document) === 'dockerfile')),
    stampOf,
    outdate() {
      generation++;
    },
    forget(uri) {
      shown.delete(uri);
      fixed.delete(uri);
      reuses.delete(uri);
    },
  };
}

/** Whether other documents are looked at with this one's text: an ignore file with Dockerfiles, and the other way round. */
export const isLookedAtWith = (document: TextDocument): boolean =>
  pathOf(document.uri) !== undefined && (kindOf(document) === 'ignore-file' || kindOf(document) === 'config');
