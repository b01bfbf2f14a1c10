import type { Finding } from '../engine/types.ts';

/** The last line that a finding has something of: one that ends with a line end does not reach into the next line. */
export function lastLine({ line, endLine, endColumn }: Finding): number {
  return endColumn === 1 && endLine > line ? endLine - 1 : endLine;
}
