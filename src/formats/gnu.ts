import type { Finding } from '../engine/types.ts';
import type { Severity } from '../rule.ts';
import type { FileFormat } from './format.ts';
import { printable } from './printable.ts';

/** `file:line:column: severity: message [rule]`, the GNU coding standards' form, which editors and compilation modes read. */
export const gnu: FileFormat = ({ path, findings }) => findings.map((finding) => messageLine(nameOf(path), finding)).join('');

/** Compilers say `note` for what they only mention. */
const severities: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

function messageLine(name: string, { rule, severity, message, line, column }: Finding): string {
  return `${name}:${line}:${column}: ${severities[severity]}: ${printable(message)} [${rule}]\n`;
}

/** A name that would break the line, or act in a terminal, is quoted as in C. */
const nameOf = (path: string): string => (/[\u0000-\u001f\u007f]/.test(path) ? JSON.stringify(path) : path);
