import type { Unread } from '../engine/types.ts';
import type { FileFormat } from './format.ts';
import { toFile } from './json.ts';

/** One JSON object a line and file, for streams. */
export const ndjson: FileFormat = (result, options) => `${JSON.stringify(toFile(result, options))}\n`;

/** A stream has a line for every file, also where there is nothing to say but why. */
export const unread = ({ path, error }: Unread): string => `${JSON.stringify({ path, findings: [], error })}\n`;
