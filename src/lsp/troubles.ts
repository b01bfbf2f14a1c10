import { resolve } from 'node:path';
import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { textOf } from '../config/read.ts';
import type { Abilities } from './abilities.ts';
import { checkConfig } from './check-config.ts';
import { toDiagnostic } from './diagnostics.ts';
import { pathOf } from './kinds.ts';
import { uriOf, type Remark } from './remark.ts';
import type { Surroundings } from './workspace.ts';

/** Configurations that cannot be used, as they are met with open Dockerfiles. */
export interface Troubles {
  /** A document was looked at with these surroundings; `undefined`: it is open no more. */
  met(document: string, around: Surroundings | undefined): Promise<void>;
  /** A document came to the editor, or left it: what is wrong with an open configuration is shown as that of any document. */
  moved(document: string): Promise<void>;
}

interface Options {
  readonly connection: Connection;
  readonly abilities: Abilities;
  readonly isOpen: (uri: string) => boolean;
  readonly openText: (absolute: string) => string | undefined;
}

/**
 * Tells of a broken configuration once, until it can be used again, and shows what is wrong in the file itself, which need not be open.
 * Dockerfiles stay free of it: what is found in them is true all the same.
 */
export function openTroubles({ connection, abilities, isOpen, openText }: Options): Troubles {
  /** The broken file of each document that is looked at without it. */
  const without = new Map<string, string>();
  /** What was sent of a file, so that nothing is sent twice. */
  const shown = new Map<string, string>();
  const isWanted = (file: string): boolean => !isOpen(uriOf(file)) && [...without.values()].includes(file);
  const show = async (file: string): Promise<void> => {
    const remarks = isWanted(file) ? await remarksOf(file) : [];
    // It has been opened meanwhile.
    if (remarks.length > 0 && !isWanted(file)) return;
    const diagnostics = remarks.map((remark) => toDiagnostic(remark, abilities));
    const sent = JSON.stringify(diagnostics);
    if ((shown.get(file) ?? '[]') === sent) return;
    shown.set(file, sent);
    await connection.sendDiagnostics({ uri: uriOf(file), diagnostics });
  };
  /** Nothing of a file that cannot be read, or that is none: what an editor's settings are called is no name. */
  const remarksOf = async (file: string): Promise<readonly Remark[]> => {
    const text = textOf(file);
    return typeof text === 'string' ? checkConfig(TextDocument.create(uriOf(file), 'yaml', 0, text), openText) : [];
  };
  return {
    async met(document, around) {
      const before = without.get(document);
      const file = around?.broken && resolve(around.cwd, around.broken.name);
      const isNew = file !== undefined && ![...without.values()].includes(file);
      if (file === undefined) without.delete(document);
      else without.set(document, file);
      if (around && isNew)
        await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: warningOf(around) });
      if (before !== undefined && before !== file) await show(before);
      if (file !== undefined) await show(file);
    },
    async moved(document) {
      const file = pathOf(document);
      if (file !== undefined) await show(file);
    },
  };
}

function warningOf({ broken }: Surroundings): string {
  const { name, problems = [], standsIn = 'the defaults' } = broken ?? { name: '' };
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const reason = first ? `${first.where}: ${first.message}${more}` : '';
  return `plimsoll cannot use ${name}. Until it can, ${standsIn} ${standsIn === 'the defaults' ? 'count' : 'counts'}. ${reason}`;
}
