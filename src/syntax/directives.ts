import type { Directive, Dockerfile, SyntaxProblem } from '../nodes.ts';
import { skipSpaces, trimSpacesEnd } from './characters.ts';

const known = new Set(['syntax', 'escape', 'check']);
const shape = /^#([\t\n\f\r ]*)([a-zA-Z][a-zA-Z0-9]*)([\t\n\f\r ]*=)/;

/**
 * Reads the parser directives of a file's first lines, line by line: the first line that is none ends them
 * (https://docs.docker.com/reference/dockerfile/#parser-directives).
 */
export class DirectiveReader {
  readonly directives: Directive[] = [];
  readonly problems: SyntaxProblem[] = [];
  escape: '\\' | '`' = '\\';
  #done = false;

  /** Those that another version of the file has as well, and that have all been read. */
  take({ directives, escape }: Pick<Dockerfile, 'directives' | 'escape'>): void {
    for (const directive of directives) this.directives.push(directive);
    this.escape = escape;
    this.#done = true;
  }

  /** Takes a line without leading blanks and line end; says whether it is a directive. */
  read(line: string, offset: number): boolean {
    if (this.#done) return false;
    const directive = parseDirective(line, offset);
    if (!directive) {
      this.#done = true;
      return false;
    }
    if (this.directives.some(({ name }) => name === directive.name)) {
      this.#problem(directive.range, 'duplicate-directive', `only one ${directive.name} parser directive can be used`);
    } else if (directive.name === 'escape') this.#setEscape(directive);
    this.directives.push(directive);
    return true;
  }

  #setEscape({ value, valueRange }: Directive): void {
    if (value === '\\' || value === '`') this.escape = value;
    else this.#problem(valueRange, 'invalid-escape', `invalid escape token '${value}' does not match \` or \\`);
  }

  #problem(range: Directive['range'], code: string, message: string): void {
    this.problems.push({ type: 'SyntaxProblem', range, code, message, fatal: true });
  }
}

function parseDirective(line: string, offset: number): Directive | undefined {
  const match = line.startsWith('#') ? shape.exec(line) : null;
  if (!match) return undefined;
  const [matched, before = '', key = ''] = match;
  const name = key.toLowerCase();
  if (!known.has(name) || matched.length === line.length) return undefined;
  const end = trimSpacesEnd(line, matched.length, line.length);
  // Only blanks behind the sign: BuildKit takes the last of them for the value.
  const start = end === matched.length ? line.length - 1 : skipSpaces(line, matched.length, end);
  const value = line.slice(start, Math.max(end, start + 1));
  const nameStart = offset + 1 + before.length;
  const valueStart = offset + start;
  const valueEnd = valueStart + value.length;
  return {
    type: 'Directive',
    range: [offset, valueEnd],
    name,
    nameRange: [nameStart, nameStart + key.length],
    value,
    valueRange: [valueStart, valueEnd],
  };
}
