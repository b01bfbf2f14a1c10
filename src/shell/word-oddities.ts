import type { Word, WordPart } from 'unbash';
import type { JoinedText, ShellOddityKind } from '../nodes.ts';

interface WordOddity {
  readonly kind: ShellOddityKind;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** What was most likely meant. */
  readonly text?: string;
}

/** Odd characters of a word: escapes without effect, quotes that end too soon, characters that only look like the shell's. */
export function wordOddities(word: Word, { text }: JoinedText): readonly WordOddity[] {
  const { parts } = word;
  if (!parts) return literal(word.pos, text.slice(word.pos, word.end));
  return parts.flatMap((part, i) => {
    if (part.type === 'Literal') return literal(part.pos, text.slice(part.pos, part.end));
    return quoted(part, parts[i + 1], text);
  });
}

/** Characters that need no backslash anywhere, so that it was meant for somebody else than the shell. */
const needless = /\\([A-Za-z0-9_/:=%^-])/g;

/** Space-like characters that no shell takes for a blank, quotes and ticks that it takes for letters. */
const lookalikes = /[\u00a0\u2000-\u200a\u202f\u3000]|[\u2018\u2019\u201c\u201d]|\u00b4/g;

const beyondAscii = /[\u0080-\uffff]/;

function literal(start: number, text: string): readonly WordOddity[] {
  const found: WordOddity[] = [];
  if (text.includes('\\')) {
    for (const { index, 1: letter = '' } of text.replaceAll('\\\\', '..').matchAll(needless)) {
      // `\rm` keeps an alias from being taken.
      if (index === 0 && aliased.has(text.slice(1))) continue;
      const kind = letter === 'n' || letter === 't' || letter === 'r' ? 'escape-letter' : 'escape';
      found.push({ kind, start: start + index, end: start + index + 2, name: letter, text: letter });
    }
  }
  if (!beyondAscii.test(text)) return found;
  for (const { index, 0: character } of text.matchAll(lookalikes)) {
    const kind = character === '\u00b4' ? 'tick' : character >= '\u2018' && character <= '\u201d' ? 'unicode-quote' : 'unicode-space';
    const place = { kind, start: start + index, end: start + index + 1 } as const;
    const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    found.push(kind === 'unicode-space' ? { ...place, name: code, text: ' ' } : { ...place, name: character });
  }
  return found;
}

/** Commands that others like to put an alias on. */
const aliased: ReadonlySet<string> = new Set(['cd', 'cp', 'grep', 'ls', 'mv', 'rm']);

function quoted(part: WordPart, next: WordPart | undefined, text: string): readonly WordOddity[] {
  const behind = text.charAt(part.end);
  if (part.type === 'SingleQuoted' && text.slice(part.pos, part.end).endsWith("\\'") && /[A-Za-z]/.test(behind))
    return [{ kind: 'quote-in-quotes', start: part.end - 2, end: part.end, name: "\\'", text: "'\\''" }];
  const isOpen = part.type === 'DoubleQuoted' && next?.type === 'Literal' && /[A-Za-z0-9]/.test(behind);
  if (isOpen && text.slice(part.pos, part.end).includes('\n'))
    return [{ kind: 'open-quote', start: part.pos, end: part.pos + 1, name: '"' }];
  return [];
}
