import { isSpace } from './characters.ts';
import { globMatches } from './glob.ts';

/** A variable as the builder meets it in a word; offsets are those of the word's text. */
export interface Expanded {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly operator?: string;
  /** What stands behind the operator, up to the closing brace. */
  readonly operandStart?: number;
  readonly operandEnd?: number;
}

export interface ExpandOptions {
  readonly escape: string;
  /** Keep quotes in the result. */
  readonly rawQuotes?: boolean;
  /** Keep escape characters in the result. */
  readonly rawEscapes?: boolean;
  /** Quotes mean nothing: so the bodies of heredocs are read. */
  readonly plainQuotes?: boolean;
  /** A variable's value; `undefined`: it is not set. Without this function variables stay as they are written. */
  readonly lookUp?: (name: string) => string | undefined;
  /** Told of each variable, outer ones first. */
  readonly onVariable?: (variable: Expanded) => void;
}

export interface Expansion {
  readonly value: string;
  /** The value split at spaces outside of quotes. */
  readonly words: readonly string[];
  /** Why the builder refuses the text; then `value` holds it as it is, and there are no words. */
  readonly error?: string;
}

/**
 * Reads a text as the word lexer of Docker's builder does: quotes, escapes, `$x`, `${x}` and the modifiers
 * `- + ? # % /` (moby/buildkit, frontend/dockerfile/shell/lex.go).
 */
export function expand(text: string, options: ExpandOptions): Expansion {
  const lexer = new Lexer(text, options);
  try {
    const value = lexer.until('', options.rawEscapes ?? false);
    return { value, words: lexer.words() };
  } catch (error) {
    if (error instanceof Refused) return { value: text, words: [], error: error.message };
    throw error;
  }
}

class Refused extends Error {}

/** Beyond this the call stack, not the builder, would set the limit. */
const deepest = 500;

const special = new Set(['@', '*', '#', '?', '-', '$', '!', '0']);

class Lexer {
  readonly #text: string;
  readonly #escape: string;
  readonly #rawQuotes: boolean;
  readonly #options: ExpandOptions;
  readonly #words: string[] = [];
  #rawEscapes = false;
  #at = 0;
  #depth = 0;
  #word = '';
  #inWord = false;

  constructor(text: string, options: ExpandOptions) {
    this.#text = text;
    this.#escape = options.escape;
    this.#rawQuotes = options.rawQuotes ?? false;
    this.#options = options;
  }

  words(): readonly string[] {
    if (this.#word.length > 0) this.#words.push(this.#word);
    this.#word = '';
    return this.#words;
  }

  /** Everything up to `stop` (taken too), or to the end where it is empty. */
  until(stop: string, rawEscapes: boolean): string {
    const outer = this.#rawEscapes;
    this.#rawEscapes = rawEscapes;
    if (this.#depth > deepest) throw new Refused('variables are nested too deeply');
    // Only the outermost level splits words.
    const top = this.#depth++ === 0;
    let result = '';
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] as string;
      if (char === stop) {
        this.#at++;
        this.#rawEscapes = outer;
        this.#depth--;
        return result;
      }
      if (char === '$' || ((char === "'" || char === '"') && !this.#options.plainQuotes)) {
        const part = char === "'" ? this.#singleQuoted() : char === '"' ? this.#doubleQuoted() : this.#dollar();
        result += part;
        if (top) this.#take(part, char !== '$');
        continue;
      }
      this.#at++;
      if (char !== this.#escape) {
        result += char;
        if (top) this.#take(char, false);
        continue;
      }
      if (this.#rawEscapes) {
        result += char;
        if (top) this.#take(char, true);
      }
      const escaped = this.#next();
      result += escaped;
      if (top) this.#take(escaped, true);
    }
    if (stop !== '') throw new Refused(`unexpected end of statement while looking for matching ${stop}`);
    this.#rawEscapes = outer;
    this.#depth--;
    return result;
  }

  #next(): string {
    const char = this.#text[this.#at++] ?? '';
    return char;
  }

  #take(part: string, raw: boolean): void {
    if (raw) {
      this.#word += part;
      if (part !== '' || !this.#inWord) this.#inWord = true;
      return;
    }
    for (let i = 0; i < part.length; i++) {
      if (!isSpace(part.charCodeAt(i))) {
        this.#word += part[i];
        this.#inWord = true;
      } else if (this.#inWord && this.#word.length > 0) {
        this.#words.push(this.#word);
        this.#word = '';
        this.#inWord = false;
      }
    }
  }

  #singleQuoted(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) throw new Refused('unexpected end of statement while looking for matching single-quote');
    const inner = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return this.#rawQuotes ? `'${inner}'` : inner;
  }

  #doubleQuoted(): string {
    this.#at++;
    let result = this.#rawQuotes ? '"' : '';
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) throw new Refused('unexpected end of statement while looking for matching double-quote');
      if (char === '$') {
        result += this.#dollar();
        continue;
      }
      this.#at++;
      if (char === '"') return this.#rawQuotes ? `${result}"` : result;
      if (char !== this.#escape) {
        result += char;
        continue;
      }
      if (this.#rawEscapes) result += char;
      const next = this.#text[this.#at];
      if (next === undefined) continue;
      if (next === '"' || next === '$' || next === this.#escape) {
        this.#at++;
        result += next;
      } else result += char;
    }
  }

  #dollar(): string {
    const start = this.#at++;
    if (this.#text[this.#at] === '{') return this.#braced(start);
    const nameStart = this.#at;
    const name = this.#name();
    if (name === '') return '$';
    this.#options.onVariable?.({ name, start, end: this.#at, nameStart });
    return this.#value(name) ?? `$${name}`;
  }

  #braced(start: number): string {
    this.#at++;
    const first = this.#text[this.#at];
    if (first === undefined) throw new Refused("syntax error: missing '}'");
    if (first === '{' || first === '}' || first === ':') throw new Refused('syntax error: bad substitution');
    const nameStart = this.#at;
    const name = this.#name();
    let operator = this.#next();
    if (operator === '}') {
      this.#options.onVariable?.({ name, start, end: this.#at, nameStart });
      return this.#value(name) ?? `\${${name}}`;
    }
    if (operator === ':') operator += this.#next();
    const kind = operator.at(-1) as string;
    if (operator === '/') return this.#replacement(start, nameStart, name);
    if (!'+-?#%'.includes(kind) || operator === ':#' || operator === ':%' || operator === '' || operator === ':')
      throw new Refused(`unsupported modifier (${operator}) in substitution`);
    const operandStart = this.#at;
    const pattern = kind === '#' || kind === '%';
    let operand = this.#operand('}', pattern);
    const variable = { name, start, end: this.#at, nameStart, operandEnd: this.#at - 1 };
    const doubled = pattern && operand.startsWith(kind);
    this.#options.onVariable?.(
      doubled ? { ...variable, operator: kind + kind, operandStart: operandStart + 1 } : { ...variable, operator, operandStart },
    );
    if (!this.#options.lookUp) return this.#text.slice(start, this.#at);
    if (doubled) operand = operand.slice(1);
    return substitute(this.#options.lookUp(name), operator, operand, doubled, name);
  }

  #replacement(start: number, nameStart: number, name: string): string {
    const all = this.#text[this.#at] === '/';
    if (all) this.#at++;
    const operandStart = this.#at;
    const pattern = this.#operand('/', true);
    const text = this.#operand('}', true);
    this.#options.onVariable?.({
      name,
      start,
      end: this.#at,
      nameStart,
      operator: all ? '//' : '/',
      operandStart,
      operandEnd: this.#at - 1,
    });
    if (!this.#options.lookUp) return this.#text.slice(start, this.#at);
    return replaceMatches(this.#options.lookUp(name) ?? '', pattern, text, all);
  }

  #operand(stop: string, rawEscapes: boolean): string {
    try {
      return this.until(stop, rawEscapes);
    } catch (error) {
      if (!(error instanceof Refused) || this.#at < this.#text.length) throw error;
      throw new Refused(stop === '/' ? "syntax error: missing '/' in ${}" : "syntax error: missing '}'");
    }
  }

  /** `undefined` where variables stay as they are written. */
  #value(name: string): string | undefined {
    return this.#options.lookUp ? (this.#options.lookUp(name) ?? '') : undefined;
  }

  #name(): string {
    const start = this.#at;
    const first = this.#text[start];
    if (first === undefined) return '';
    if (isDigit(first)) {
      while (this.#at < this.#text.length && isDigit(this.#text[this.#at] as string)) this.#at++;
    } else if (special.has(first)) this.#at++;
    else while (this.#at < this.#text.length && isNameCharacter(this.#text[this.#at] as string)) this.#at++;
    return this.#text.slice(start, this.#at);
  }
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const isNameCharacter = (char: string): boolean =>
  char <= '\x7f'
    ? isDigit(char) || (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_'
    : /[\p{L}\p{Nd}]/u.test(char);

function substitute(value: string | undefined, operator: string, operand: string, greedy: boolean, name: string): string {
  const unset = operator.startsWith(':') ? value === undefined || value === '' : value === undefined;
  switch (operator.at(-1)) {
    case '-':
      return unset ? operand : (value ?? '');
    case '+':
      return unset ? '' : operand;
    case '?':
      if (unset) throw new Refused(`${name}: ${operand === '' ? 'is not allowed to be unset' : operand}`);
      return value ?? '';
    case '#':
      return trim(value ?? '', operand, greedy, true);
    default:
      return trim(value ?? '', operand, greedy, false);
  }
}

/** `${x#pattern}` and its kin: takes the shortest or longest match off one end. */
function trim(value: string, pattern: string, greedy: boolean, front: boolean): string {
  for (let i = 0; i <= value.length; i++) {
    const length = greedy ? value.length - i : i;
    const part = front ? value.slice(0, length) : value.slice(value.length - length);
    if (globMatches(pattern, part)) return front ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

function replaceMatches(value: string, pattern: string, text: string, all: boolean): string {
  let result = '';
  for (let at = 0; at < value.length;) {
    let length = value.length - at;
    while (length > 0 && !globMatches(pattern, value.slice(at, at + length))) length--;
    if (length === 0) {
      result += value[at++];
      continue;
    }
    result += text;
    at += length;
    if (!all) return result + value.slice(at);
  }
  return result;
}
