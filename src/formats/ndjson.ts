import type { FileFormat } from './format.ts';
import { toFile } from './json.ts';

/** One JSON object a line and file, for streams. */
export const ndjson: FileFormat = (result) => `${JSON.stringify(toFile(result))}\n`;
