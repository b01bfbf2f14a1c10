import type { Unread } from '../engine/types.ts';
import type { FileFormat, Format } from './format.ts';
import { textOfFile, textSums } from './text.ts';

/** How a format comes to its report: from all results, file by file, or file by file with sums at the end. All but the default are loaded when they are asked for. */
export type Loader =
  | { readonly whole: () => Promise<Format> }
  | {
      readonly byFile: () => Promise<FileFormat>;
      /** What it says of files that cannot be read. */
      readonly unread?: () => Promise<(file: Unread) => string>;
    }
  | { readonly parts: { readonly ofFile: typeof textOfFile; readonly sums: Format } };

/** Every output format. */
export const formats = {
  text: { parts: { ofFile: textOfFile, sums: textSums } },
  json: { whole: async () => (await import('./json.ts')).json },
  ndjson: { byFile: async () => (await import('./ndjson.ts')).ndjson, unread: async () => (await import('./ndjson.ts')).unread },
  sarif: { whole: async () => (await import('./sarif.ts')).sarif },
  github: { byFile: async () => (await import('./github.ts')).github },
  gitlab: { whole: async () => (await import('./gitlab.ts')).gitlab },
  junit: { whole: async () => (await import('./junit.ts')).junit },
  checkstyle: { whole: async () => (await import('./checkstyle.ts')).checkstyle },
  codeclimate: { byFile: async () => (await import('./codeclimate.ts')).codeclimate },
  sonarqube: { whole: async () => (await import('./sonarqube.ts')).sonarqube },
  gnu: { byFile: async () => (await import('./gnu.ts')).gnu },
  markdown: { whole: async () => (await import('./markdown.ts')).markdown },
  hadolint: { whole: async () => (await import('./hadolint.ts')).hadolint },
} as const satisfies Readonly<Record<string, Loader>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];
