/** A word that rules wait for. Each is made once, whoever waits for it. */
export interface Word {
  readonly text: string;
  readonly index: number;
  /** What `Mentions` has to have noted of a text that holds it. */
  readonly notes: readonly number[];
}

/** What `Mentions` is asked for. */
export const toWords = (texts: readonly string[]): readonly Word[] => texts.map((text) => toWord(text.toLowerCase()));

const words = new Map<string, Word>();

function toWord(text: string): Word {
  const known = words.get(text);
  if (known) return known;
  const notes: number[] = [];
  let key = 0;
  for (let at = 0; at < text.length; at++) {
    key = withNext(key, foldedAt(text, at));
    if (at > 1) notes.push(threeOf(key));
    else if (at === 1 && text.length === 2) notes.push(twoOf(key));
  }
  const word: Word = { text, index: words.size, notes };
  words.set(text, word);
  return word;
}

/**
 * What words a text holds, in whatever case. It notes which characters stand side by side, twos and threes, in one pass, so that asking
 * for a word takes no look at the text. Sure of a no, not of a yes. Words that are broken over lines, or by quotes, count as whole.
 */
export class Mentions {
  readonly #text: string;
  readonly #noted = table.fill(0);
  /** By the word's index: 1 is no, 2 yes. */
  readonly #answers = new Uint8Array(words.size);
  readonly #hasCodes: boolean;

  constructor(text: string) {
    this.#text = text;
    this.#hasCodes = hasCodes(text);
    noteAll(text, this.#noted);
  }

  /** Whether any of `words` is in the text, or may be. */
  any(words: readonly Word[]): boolean {
    if (this.#hasCodes) return true;
    for (const word of words) if ((this.#answers[word.index] ||= this.#has(word) ? 2 : 1) === 2) return true;
    return false;
  }

  #has({ text, notes }: Word): boolean {
    if (notes.length === 0) return this.#text.includes(text) || this.#text.includes(text.toUpperCase());
    for (const note of notes) if (this.#noted[note] === 0) return false;
    return true;
  }
}

const table = new Uint8Array(1 << 15);

/** ASCII in lower case. Other characters share its places, which makes no word that is there go missing. */
const folded = Uint8Array.from({ length: 0x80 }, (_, code) => (code >= 0x41 && code <= 0x5a ? code + 0x20 : code));

const foldedAt = (text: string, at: number): number => folded[text.charCodeAt(at) & 0x7f] as number;

/** The last three characters as one number. */
const withNext = (key: number, code: number): number => ((key << 7) | code) & 0x1f_ffff;

/** Where the last two of them are noted, and where all three are: several threes share a place, since more would take longer to make. */
const twoOf = (key: number): number => key & 0x3fff;
const threeOf = (key: number): number => 0x4000 | (Math.imul(key, 0x9e37_79b1) >>> 18);

function noteAll(text: string, noted: Uint8Array): void {
  let key = 0;
  /** The same without quotes and escape characters, noted behind these. */
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const code = folded[text.charCodeAt(at) & 0x7f] as number;
    key = withNext(key, code);
    noted[twoOf(key)] = 1;
    noted[threeOf(key)] = 1;
    if (breaking[code] === 1) {
      broken = 2;
      if (code === 0x5c || code === 0x60) noteLineEnd(text, at, whole, noted);
      continue;
    }
    whole = withNext(whole, code);
    if (broken === 0) continue;
    noted[twoOf(whole)] = 1;
    noted[threeOf(whole)] = 1;
    broken--;
  }
}

/** Where the escape character at `at` ends a line, the characters before it and the first of the next line may be of one word. */
function noteLineEnd(text: string, at: number, key: number, noted: Uint8Array): void {
  continuation.lastIndex = at;
  if (!continuation.test(text)) return;
  const next = continuation.lastIndex;
  noteJoint(text, next, key, noted);
  passedOver.lastIndex = next;
  if (passedOver.test(text)) noteJoint(text, passedOver.lastIndex, key, noted);
}

function noteJoint(text: string, at: number, before: number, noted: Uint8Array): void {
  const key = withNext(before, foldedAt(text, at));
  noted[twoOf(key)] = 1;
  noted[threeOf(key)] = 1;
  noted[threeOf(withNext(key, foldedAt(text, at + 1)))] = 1;
}

/** Quotes, and the escape characters of either kind. */
const breaking = Uint8Array.from({ length: 0x80 }, (_, code) => (/["'\\`]/.test(String.fromCharCode(code)) ? 1 : 0));

/** An escape character at a line's end. */
const continuation = /[\\`][ \t]*\r?\n/y;

/** Lines that do not part what is continued, blank ones and comments: as many as anybody would put there. */
const passedOver = /(?:[ \t]*(?:#[^\n]*)?\r?\n){1,20}/y;

/** Whether characters may be written as numbers, in JSON or in ANSI-C quotes. */
const hasCodes = (text: string): boolean =>
  (text.includes('\\u') && /\\u[\da-f]{4}/i.test(text)) || (text.includes("$'") && /\$'[^']*\\[0-7uUx]/.test(text));
