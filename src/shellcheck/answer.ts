/** One thing that ShellCheck says, as its format `json1` has it. Lines and columns from 1, columns in code points. */
export interface ShellcheckComment {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly code: number;
  readonly message: string;
  readonly replacements: readonly Replacement[];
}

/** A part of a fix. */
export interface Replacement {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** What ShellCheck's `json1` says, by file; `undefined` where the text is no such thing. */
export function readAnswer(text: string): ReadonlyMap<string, readonly ShellcheckComment[]> | undefined {
  const comments = listOf(parsed(text), 'comments');
  if (!comments) return undefined;
  const byFile = new Map<string, ShellcheckComment[]>();
  for (const one of comments) {
    const comment = commentOf(one);
    const file = textOf(one, 'file');
    if (!comment || file === undefined) return undefined;
    const known = byFile.get(file);
    if (known) known.push(comment);
    else byFile.set(file, [comment]);
  }
  return byFile;
}

function commentOf(value: unknown): ShellcheckComment | undefined {
  const [place, level, code, message] = [placeOf(value), textOf(value, 'level'), numberOf(value, 'code'), textOf(value, 'message')];
  const known = levels.find((one) => one === level);
  if (!place || known === undefined || code === undefined || message === undefined) return undefined;
  const replacements = (listOf(entry(value, 'fix'), 'replacements') ?? []).map(replacementOf);
  const whole = replacements.filter((one) => one !== undefined);
  return { ...place, level: known, code, message, replacements: whole.length === replacements.length ? whole : [] };
}

const levels = ['error', 'warning', 'info', 'style'] as const;

function replacementOf(value: unknown): Replacement | undefined {
  const [place, text] = [placeOf(value), textOf(value, 'replacement')];
  return place && text !== undefined ? { ...place, text } : undefined;
}

function placeOf(value: unknown): Omit<Replacement, 'text'> | undefined {
  const [line, column] = [numberOf(value, 'line'), numberOf(value, 'column')];
  const [endLine, endColumn] = [numberOf(value, 'endLine'), numberOf(value, 'endColumn')];
  if (line === undefined || column === undefined || endLine === undefined || endColumn === undefined) return undefined;
  return { line, column, endLine, endColumn };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function listOf(value: unknown, key: string): readonly unknown[] | undefined {
  const list = entry(value, key);
  return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
}

function textOf(value: unknown, key: string): string | undefined {
  const text = entry(value, key);
  return typeof text === 'string' ? text : undefined;
}

function numberOf(value: unknown, key: string): number | undefined {
  const number = entry(value, key);
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}
