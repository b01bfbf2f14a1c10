import type { Finding } from '../engine/types.ts';
import type { Format } from './format.ts';

/** What `hadolint --format json` prints, key for key, so that its readers go on working. */
export const hadolint: Format = (results) =>
  `${JSON.stringify(results.flatMap(({ path, findings }) => findings.map((finding) => toFailure(path, finding))))}\n`;

/** hadolint's levels `error`, `warning` and `info` are ours; its `style` has no counterpart. */
function toFailure(file: string, { rule, codes, severity: level, message, line, column }: Finding): object {
  const code = codes.find((one) => /^(?:DL|SC)\d{4}$/.test(one)) ?? rule;
  return { code, column, file, level, line, message };
}
