import type { Format } from './format.ts';
import { toFile } from './json.ts';

/** One JSON object a line and file, for streams. */
export const ndjson: Format = (results) => results.map((result) => `${JSON.stringify(toFile(result))}\n`).join('');
