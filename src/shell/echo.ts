import type { Command, ShellScript } from '../nodes.ts';

/** `printf` and its format, to stand for `echo` and its flags; absent where it would not print the same. */
export function printfFor({ words, nesting }: Command, { origin, source }: ShellScript): string | undefined {
  // A string in a string has quotes of its own.
  if (origin === 'argument' || origin === 'exec') return undefined;
  if (nesting.includes('substitution') && source.text.includes('`')) return undefined;
  const end = words.findIndex(({ value }, i) => i > 0 && !/^-[neE]+$/.test(value ?? ''));
  const operands = end < 0 ? [] : words.slice(end);
  const flags = words.slice(1, end < 0 ? undefined : end).flatMap(({ value = '' }) => [...value.slice(1)]);
  const hasEscapes = flags.findLast((flag) => flag !== 'n') === 'e';
  const isSplit = operands.some(({ expansions }) => expansions.some(({ kind, quoted }) => !quoted && kind !== 'arithmetic'));
  // Escapes that bash knows and the `printf` of dash does not.
  if (isSplit || (hasEscapes && operands.some(({ text }) => /\\[xeEuU]/.test(text)))) return undefined;
  const format = operands.map(() => (hasEscapes ? '%b' : '%s')).join(' ') + (flags.includes('n') ? '' : '\\n');
  return format === '' ? undefined : `printf '${format}'`;
}
