import type { Range, ShellScript } from '../nodes.ts';

/** Why a shell refuses a script. */
export interface ShellProblem {
  readonly range: Range;
  /** Half a sentence. */
  readonly text: string;
  /** ShellCheck's for the error that it stops at. */
  readonly code: string;
  readonly kind: 'ampersand' | 'parameters' | 'other';
}

/** The first thing that a shell stops at; what follows from it is of no use to anybody. */
export function shellProblem({ errors, dialect, source, range }: ShellScript, text: string): ShellProblem | undefined {
  const [first] = errors;
  // Who reads zsh has another grammar in mind.
  if (!first || dialect === 'zsh') return undefined;
  const { message } = first;
  const token = /^unexpected token '(.+)'$/.exec(message)?.[1];
  const before = text.slice(Math.max(range[0], first.range[0] - 200), first.range[0]);
  const behind = text.slice(first.range[1], first.range[1] + 20);
  const said = message.replace(/'([^']+)'/g, '`$1`');
  const other = { range: first.range, text: token === undefined ? said : `\`${token}\` cannot stand here`, kind: 'other' as const };
  if (source.text.trim() === '') return undefined;
  if (token === undefined) return { ...other, code: 'SC1072' };
  if (token === ';' && /(?:^|[^&])&[ \t]*$/.test(before)) return { ...other, code: 'SC1045', kind: 'ampersand' };
  if (token === ')' && /(?<!\w)\d*[A-Za-z_]\w*[ \t]*\([^()\n]*$/.test(before)) {
    return /^\s*\{/.test(behind) ? { ...other, code: 'SC1065', kind: 'parameters' } : { ...other, code: 'SC1072' };
  }
  if (token === '(') return { ...other, code: 'SC1088' };
  return { ...other, code: /^[;&|]+$/.test(token) && token !== ';;' ? 'SC1070' : 'SC1089' };
}
