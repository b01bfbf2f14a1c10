import type { Range, ShellForm, ShellScript, ShellWord } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';

/** Writes a command that needs nothing of the shell as a JSON array, word by word; `null` where it needs something. */
export function execForm({ range }: ShellForm, scripts: readonly ShellScript[], text: string, edit: Editor): readonly TextEdit[] | null {
  const [script] = scripts;
  const [command] = script?.commands ?? [];
  const [first] = command?.words ?? [];
  if (!script || !command || !first || scripts.length > 1 || script.commands.length > 1 || script.steps.length > 1) return null;
  if (script.errors.length > 0 || command.assignments.length > 0 || command.redirections.length > 0) return null;
  if (command.background || command.nesting.length > 0 || builtins.has(command.name) || !isProgram(first)) return null;
  const before = text.slice(range[0], first.range[0]);
  const last = command.words.at(-1)?.range[1] ?? range[1];
  if (!/^(?:exec[ \t]+)?$/.test(before) || text.slice(last, range[1]).trim() !== '') return null;
  const words = command.words.map(({ value, expansions, text: written }) =>
    value === undefined || expansions.length > 0 || written.startsWith('~') ? undefined : JSON.stringify(value),
  );
  if (words.includes(undefined) || command.words.some((word) => text.slice(...word.range).includes('\n'))) return null;
  return command.words.map((word, i) => {
    const isLast = i === words.length - 1;
    const put = `${i === 0 ? '[' : ''}${words[i] ?? ''}${isLast ? ']' : ','}`;
    return edit.replace({ range: [i === 0 ? range[0] : word.range[0], isLast ? range[1] : word.range[1]] }, put);
  });
}

/** Not the beginning of a JSON array with its end missing, nor one that is quoted as a whole. */
const isProgram = ({ text, value = '' }: ShellWord): boolean => !text.startsWith('[') && /^[^\s[]+$/.test(value);

/** Commands that only a shell has. */
const builtins: ReadonlySet<string> = new Set(
  '. : alias bg break cd command continue eval exec exit export fg hash jobs local pushd popd read readonly return set shift shopt source time times trap type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

export interface BrokenArray {
  /** What is wrong with it, as the beginning of a sentence. */
  readonly what: string;
  readonly hasSingleQuotes: boolean;
  /** What makes JSON of it; absent where that is not sure. */
  readonly edits?: readonly { readonly range: Range; readonly text: string }[];
}

/** A shell form that is meant as a JSON array: quoted words in brackets, with commas between. */
export function repairedArray({ range }: ShellForm, text: string): BrokenArray | undefined {
  const written = text.slice(...range);
  if (!/^\[[^[]/.test(written) || !written.endsWith(']') || /^\[\[?\s+[-!(]/.test(written)) return undefined;
  const single: { readonly range: Range; readonly text: string }[] = [];
  let comma: number | undefined;
  for (const { 0: token, index } of written.slice(1, -1).matchAll(tokens)) {
    const at = range[0] + 1 + index;
    if (token === ',') comma = at;
    else if (/\S/.test(token.replaceAll(/[\\`]\s*\n/g, ''))) comma = undefined;
    if (!token.startsWith("'") || token.length < 2) continue;
    single.push({ range: [at, at + token.length], text: JSON.stringify(token.slice(1, -1)) });
  }
  const all = [...single, ...(comma === undefined ? [] : [{ range: [comma, comma + 1] as const, text: '' }])];
  const isRepaired = isJson(applied(written, range[0], all));
  const what = single.length > 0 ? 'A word in single quotes' : comma === undefined ? 'What stands in the brackets' : 'The comma at the end';
  return { what, hasSingleQuotes: single.length > 0, ...(isRepaired ? { edits: all } : {}) };
}

const tokens = /"(?:[^"\\]|\\.)*"|'[^'\n]*'|,|[^"',]+|./g;

function applied(written: string, start: number, edits: NonNullable<BrokenArray['edits']>): string {
  let result = '';
  let at = 0;
  for (const { range, text } of [...edits].sort((a, b) => a.range[0] - b.range[0])) {
    result += written.slice(at, range[0] - start) + text;
    at = range[1] - start;
  }
  return result + written.slice(at);
}

/** Line continuations left out, as the builder does. */
function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.replaceAll(/[\\`][ \t]*\r?\n/g, ''));
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}
