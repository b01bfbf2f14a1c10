/** What words a text holds, in whatever case: each is looked for once. */
export class Mentions {
  readonly #text: string;
  readonly #known = new Map<string, boolean>();
  /** A word is broken over two lines: it is not found then, so that all have to count as there. */
  readonly #hasBrokenWords: boolean;

  constructor(text: string) {
    this.#text = text.toLowerCase();
    this.#hasBrokenWords = hasBrokenWords(text);
  }

  /** Whether any of `words` (in lower case) is in the text, or may be. */
  any(words: readonly string[]): boolean {
    return this.#hasBrokenWords || words.some((word) => this.#has(word));
  }

  #has(word: string): boolean {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const isThere = this.#text.includes(word);
    this.#known.set(word, isThere);
    return isThere;
  }
}

/** A line end between two characters of a word, with the escape character of either kind before it. */
function hasBrokenWords(text: string): boolean {
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const end = text[at - 1] === '\r' ? at - 1 : at;
    if (isEscape(text[end - 1]) && isInWord(text[end - 2]) && isInWord(text[at + 1])) return true;
  }
  return false;
}

const isEscape = (character: string | undefined): boolean => character === '\\' || character === '`';

const isInWord = (character: string | undefined): boolean => character !== undefined && !/[\s#;&|]/.test(character);
