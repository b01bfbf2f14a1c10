import { lspCommand } from '../../../src/lsp/command.ts';

/** Put in by build.mjs. */
declare const PLIMSOLL_VERSION: string;

void lspCommand(PLIMSOLL_VERSION);
