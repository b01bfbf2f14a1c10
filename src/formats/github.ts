import type { Finding } from '../engine/types.ts';
import type { Severity } from '../rule.ts';
import type { FileFormat } from './format.ts';
import { lastLine } from './places.ts';
import { printable } from './printable.ts';

/** Workflow commands: GitHub Actions shows each finding at its line of the pull request. */
export const github: FileFormat = ({ path, findings }, { locate }) => findings.map((finding) => command(locate(path), finding)).join('');

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function command(file: string, finding: Finding): string {
  const { rule, severity, message, line } = finding;
  const endLine = lastLine(finding);
  const properties = {
    ...{ file, line, endLine },
    // The runner drops columns, with a warning, of what spans several lines.
    ...(endLine === line && endLine === finding.endLine ? { col: finding.column, endColumn: finding.endColumn } : {}),
    title: `plimsoll: ${rule}`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${list.join(',')}::${escapeData(printable(message))}\n`;
}

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
