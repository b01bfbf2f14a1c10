import type { Finding } from '../engine/types.ts';
import type { Format } from './format.ts';
import { element, xmlDocument } from './xml.ts';

/** Checkstyle's XML, version 4.3; a file without findings is there, empty. */
export const checkstyle: Format = (results) => {
  const files = results.map(({ path, findings }) => element('file', { name: path }, findings.map(toError)));
  return xmlDocument(element('checkstyle', { version: '4.3' }, files));
};

function toError({ rule, severity, message, line, column }: Finding): string {
  return element('error', { line, column, severity, message, source: `plimsoll.${rule}` });
}
