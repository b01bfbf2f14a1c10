/**
 * The words that bash makes of one with braces in it (`a{b,c}`, `{1..3}`), quotes and variables left as they are written;
 * `undefined` where they are too many to write out, where one is empty, or where a substitution would run more than once.
 */
export function expandBraces(word: string): readonly string[] | undefined {
  if (/[`\n]|\$\(/.test(word)) return undefined;
  const words = new Reader(word).sequence('');
  return words && words.length > 1 && words.every((one) => one !== '') ? words : undefined;
}

/** `$(seq 1 20)` for a word that is only `{1..20}`. */
export function rangeAsSeq(word: string): string | undefined {
  const [, from = '', to = '', step] = /^\{(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?\}$/.exec(word) ?? [];
  if (from === '' || /^-?0\d/.test(from) || /^-?0\d/.test(to)) return undefined;
  const size = Math.abs(Number(step ?? 1)) || 1;
  const by = Number(from) > Number(to) ? -size : size;
  return by === 1 ? `$(seq ${from} ${to})` : `$(seq ${from} ${by} ${to})`;
}

/** More than this nobody wants to read. */
const most = 24;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to one of `stops`, which is not taken. */
  sequence(stops: string): string[] | undefined {
    let words = [''];
    while (this.#at < this.#text.length && !stops.includes(this.#text.charAt(this.#at))) {
      const next = this.#text[this.#at] === '{' ? this.#group() : [this.#piece()];
      if (!next || words.length * next.length > most) return undefined;
      words = words.flatMap((word) => next.map((piece) => word + piece));
    }
    return words;
  }

  /** A quoted string, an escape, a variable in braces, or one character. */
  #piece(): string {
    const pieces = /'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|\$\{[^{}]*\}|[^]/y;
    pieces.lastIndex = this.#at;
    const [piece] = pieces.exec(this.#text) ?? [''];
    this.#at += piece.length;
    return piece;
  }

  #group(): string[] | undefined {
    const from = this.#at;
    this.#at++;
    const items: string[][] = [];
    for (;;) {
      const item = this.sequence(',}');
      if (!item) return undefined;
      items.push(item);
      const stop = this.#text[this.#at++];
      if (stop === '}') break;
      // A brace without its other half is no more than a character; that is too rare to look for the next one.
      if (stop === undefined) return undefined;
    }
    const inside = this.#text.slice(from + 1, this.#at - 1);
    if (items.length > 1) return items.flat();
    return rangeOfBraces(inside) ?? (items[0] ?? []).map((one) => `{${one}}`);
  }
}

/** `1..3`, `a..c`, `1..9..2`, `01..10`. */
function rangeOfBraces(inside: string): string[] | undefined {
  const [, from = '', to = '', step] = /^(-?\d+|[a-z]|[A-Z])\.\.(-?\d+|[a-z]|[A-Z])(?:\.\.(-?\d+))?$/.exec(inside) ?? [];
  const isNumeric = /\d/.test(from);
  if (from === '' || isNumeric !== /\d/.test(to)) return undefined;
  const [first, last] = isNumeric ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const by = Math.abs(Number(step ?? 1)) || 1;
  if (Math.abs(last - first) / by >= most) return undefined;
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const words: string[] = [];
  for (let n = first; first <= last ? n <= last : n >= last; n += first <= last ? by : -by)
    words.push(isNumeric ? String(n).padStart(width, '0') : String.fromCharCode(n));
  return words;
}
