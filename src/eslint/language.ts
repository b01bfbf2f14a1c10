import { isAbsolute } from 'node:path';
import { openTrees } from '../files/tree.ts';
import type { Files } from '../model/model.ts';
import type { Dockerfile } from '../nodes.ts';
import { parse as parseText } from '../syntax/parse.ts';
import { visitorKeys } from './keys.ts';
import { DockerfileSourceCode } from './source-code.ts';

/** A file as ESLint hands it over: without its byte order mark. */
interface File {
  readonly body: string | Uint8Array;
  readonly path: string;
  /** Of the file that the text is from, where a processor took it out of another. */
  readonly physicalPath: string;
}

interface LanguageOptions {
  /** Whether comments of plimsoll, hadolint and BuildKit (`# plimsoll ignore=…`) count. */
  readonly inlineConfig?: boolean;
}

/** The language `docker/dockerfile`. Whatever the text, it is parsed: what is wrong with it is reported by the rule `valid-syntax`. */
export const language = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys,
  defaultLanguageOptions: { inlineConfig: true },
  /** Options for other languages reach this one where a configuration names no files, so unknown ones are let be. */
  validateLanguageOptions({ inlineConfig }: Readonly<Record<string, unknown>>): void {
    if (inlineConfig !== undefined && typeof inlineConfig !== 'boolean') throw new TypeError("'inlineConfig' is true or false.");
  },
  parse: ({ body }: File): { readonly ok: true; readonly ast: Dockerfile } => ({ ok: true, ast: parseText(textOf(body)) }),
  createSourceCode: (
    { path, physicalPath }: File,
    { ast }: { readonly ast: Dockerfile },
    given?: { readonly languageOptions?: LanguageOptions },
  ): DockerfileSourceCode =>
    new DockerfileSourceCode(ast, {
      path,
      files: isAbsolute(path) && path === physicalPath ? filesOf(path) : undefined,
      inlineConfig: given?.languageOptions?.inlineConfig !== false,
    }),
} as const;

const textOf = (body: string | Uint8Array): string => (typeof body === 'string' ? body : new TextDecoder().decode(body));

/** What lies around a file, looked at when a rule asks for it. An editor lints for hours, so nothing is kept from one run to the next. */
function filesOf(path: string): Files {
  let opened: Files | undefined;
  const files = (): Files => (opened ??= openTrees().files(path));
  return {
    get path() {
      return files().path;
    },
    read: (one) => files().read(one),
    list: (one) => files().list(one),
  };
}
