/**
 * A regular expression as a row of items, each matched once or any number of times. That is all that a translated ignore
 * pattern can hold, and it is matched in at most items × characters steps, whatever the pattern.
 */
export type Program = readonly Item[];

/** Steps taken, for whoever wants to count them. */
export interface Work {
  steps: number;
}

type CharSet = (code: number) => boolean;
type Assertion = (before: number, after: number) => boolean;
type Item =
  | { readonly type: 'one'; readonly has: CharSet }
  | { readonly type: 'maybe'; readonly has: CharSet }
  | { readonly type: 'many'; readonly has: CharSet }
  /** Any folders or none: `folders` goes into what follows it or past it, `inside` is left behind a slash only. */
  | { readonly type: 'folders' }
  | { readonly type: 'inside' }
  /** Takes no character. `before` and `after` are -1 outside the text. */
  | { readonly type: 'assert'; readonly holds: Assertion };

/**
 * Reads the part of Go's regexp syntax (regexp/syntax/parse.go, Perl flags) that moby/patternmatcher's translation of a
 * pattern can hold, between its `^` and `$`. One program for each alternative of `|`, where the anchors hold the first and the
 * last alone; `undefined` where Go refuses it.
 */
export function parseRegexp(source: string): readonly Program[] | undefined {
  const programs: Item[][] = [[]];
  let items: Item[] = programs[0] ?? [];
  let repeatable: Atom | undefined = startOfText(0);
  for (let at = 0; at < source.length;) {
    const repeat = source[at] === '{' ? readRepeat(source, at) : undefined;
    if (repeat) {
      if (repeatable === undefined || !addRepeated(items, repeatable, repeat)) return undefined;
      repeatable = undefined;
      at = repeat.end;
    } else if (source[at] === '|') {
      items.push(anything);
      items = [anything];
      programs.push(items);
      repeatable = undefined;
      at++;
    } else if (source.startsWith(foldersSource, at)) {
      items.push({ type: 'folders' }, { type: 'inside' });
      repeatable = undefined;
      at += foldersSource.length;
    } else if (source.startsWith('\\Q', at)) {
      const end = source.indexOf('\\E', at + 2);
      // Without `\E` Go quotes the rest, the `$` that ends every translated pattern included.
      const quoted = end < 0 ? `${source.slice(at + 2)}$` : source.slice(at + 2, end);
      at = end < 0 ? source.length : end + 2;
      for (const char of quoted) {
        repeatable = { has: only(codeOf(char)), end: at };
        items.push(itemOf(repeatable));
      }
    } else {
      const atom: Atom | undefined = source[at] === '[' ? parseClass(source, at) : parseAtom(source, at);
      if (atom === undefined) return undefined;
      at = atom.end;
      const many = 'has' in atom && source[at] === '*';
      if (many) at++;
      items.push(many ? { type: 'many', has: atom.has } : itemOf(atom));
      repeatable = many ? undefined : atom;
    }
  }
  return programs;
}

/**
 * Whether the program matches all of `path` or one of its parent folders; if not, whether it could match some longer text
 * that begins like `path`.
 */
// eslint-disable-next-line complexity -- one case for each kind of item, and nothing else
export function runProgram(program: Program, path: string, work?: Work): 'matched' | 'open' | 'dead' {
  const accept = program.length;
  let now = new Uint8Array(accept + 3);
  let next = new Uint8Array(accept + 3);
  let [low, high] = [0, 0];
  now[0] = 1;
  for (let at = 0, before = -1; ;) {
    const code = path.codePointAt(at) ?? -1;
    let [nextLow, nextHigh] = [accept + 1, -1];
    const reach = (state: number): void => {
      next[state] = 1;
      nextLow = Math.min(nextLow, state);
      nextHigh = Math.max(nextHigh, state);
    };
    for (let state = low; state <= high; state++) {
      if (work) work.steps++;
      if (now[state] !== 1) continue;
      now[state] = 0;
      const item = program[state];
      if (item === undefined) {
        if (code === -1 || code === slash) return 'matched';
      } else if (item.type === 'one') {
        if (code !== -1 && item.has(code)) reach(state + 1);
      } else if (item.type === 'maybe') {
        high = Math.max(high, enter(now, state + 1));
        if (code !== -1 && item.has(code)) reach(state + 1);
      } else if (item.type === 'many') {
        high = Math.max(high, enter(now, state + 1));
        if (code !== -1 && item.has(code)) reach(state);
      } else if (item.type === 'assert') {
        if (item.holds(before, code === slash ? -1 : code)) high = Math.max(high, enter(now, state + 1));
      } else if (item.type === 'folders') {
        enter(now, state + 1);
        high = Math.max(high, enter(now, state + 2));
      } else {
        if (code !== -1 && notLineEnd(code)) reach(state);
        if (code === slash) reach(state + 1);
      }
      // At the end of the path, whatever is still alive could match more text.
      if (code === -1 && item !== undefined) nextHigh = state;
    }
    if (nextHigh < 0) return 'dead';
    if (code === -1) return 'open';
    at += code > 0xffff ? 2 : 1;
    before = code;
    [now, next] = [next, now];
    [low, high] = [nextLow, nextHigh];
  }
}

const foldersSource = '(.*/)?';
const slash = 0x2f;
const notLineEnd: CharSet = (code) => code !== 0x0a;
const codeOf = (char: string): number => char.codePointAt(0) ?? -1;
const only =
  (wanted: number): CharSet =>
  (code) =>
    code === wanted;
const not =
  (set: CharSet): CharSet =>
  (code) =>
    !set(code);

function enter(states: Uint8Array, state: number): number {
  states[state] = 1;
  return state;
}

type Atom = { readonly has: CharSet; readonly end: number } | { readonly holds: Assertion; readonly end: number };

const anything: Item = { type: 'many', has: () => true };
const startOfText = (end: number): Atom => ({ holds: (before) => before === -1, end });
const itemOf = (atom: Atom): Item => ('has' in atom ? { type: 'one', has: atom.has } : { type: 'assert', holds: atom.holds });

interface Repeat {
  readonly least: number;
  readonly most: number;
  readonly end: number;
}

/** `{2}`, `{2,}` or `{2,3}`; braces around anything else stand for themselves. */
function readRepeat(source: string, at: number): Repeat | undefined {
  const [text, least, comma, most] = /^\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/.exec(source.slice(at, at + 32)) ?? [];
  if (text === undefined) return undefined;
  const unlimited = comma !== undefined && most === undefined;
  return { least: Number(least), most: unlimited ? Infinity : Number(most ?? least), end: at + text.length };
}

/** Go allows no count above 1000 and no expression above some millions of steps; here the latter is less. */
const mostCopies = 1000;
const mostItems = 100_000;

function addRepeated(items: Item[], atom: Atom, { least, most }: Repeat): boolean {
  if (least > mostCopies || most < least || (most > mostCopies && most !== Infinity) || items.length > mostItems) return false;
  if ('holds' in atom) {
    if (least === 0) items.pop();
    return true;
  }
  items.pop();
  for (let i = 0; i < least; i++) items.push({ type: 'one', has: atom.has });
  if (most === Infinity) items.push({ type: 'many', has: atom.has });
  else for (let i = least; i < most; i++) items.push({ type: 'maybe', has: atom.has });
  return true;
}

function parseAtom(source: string, at: number): Atom | undefined {
  const char = source[at];
  if (char === '.') return { has: notLineEnd, end: at + 1 };
  if (char === '^') return startOfText(at + 1);
  if (char !== '\\') return parseChar(source, at);
  const end = at + 2;
  const letter = source[at + 1];
  if (letter === 'A') return startOfText(end);
  if (letter === 'z') return { holds: (_, after) => after === -1, end };
  if (letter === 'b') return { holds: (before, after) => word(before) !== word(after), end };
  if (letter === 'B') return { holds: (before, after) => word(before) === word(after), end };
  return parseEscapedSet(source, at) ?? parseChar(source, at);
}

function parseClass(source: string, start: number): { readonly has: CharSet; readonly end: number } | undefined {
  const sets: CharSet[] = [];
  const negated = source[start + 1] === '^';
  let at = start + (negated ? 2 : 1);
  for (let first = true; first || source[at] !== ']'; first = false) {
    const posixEnd = source.startsWith('[:', at) ? source.indexOf(':]', at + 2) : -1;
    if (posixEnd >= 0) {
      const [, caret, name] = /^(\^?)(.*)$/s.exec(source.slice(at + 2, posixEnd)) ?? [];
      const pairs = posixClasses.get(name ?? '');
      if (pairs === undefined) return undefined;
      sets.push(caret ? not(inPairs(pairs)) : inPairs(pairs));
      at = posixEnd + 2;
      continue;
    }
    const escaped = parseEscapedSet(source, at);
    if (escaped) {
      sets.push(escaped.has);
      at = escaped.end;
      continue;
    }
    const low = parseChar(source, at);
    if (low === undefined) return undefined;
    at = low.end;
    if (source[at] !== '-' || source[at + 1] === ']' || at + 1 >= source.length) {
      sets.push(low.has);
      continue;
    }
    const high = parseChar(source, at + 1);
    if (high === undefined || high.code < low.code) return undefined;
    sets.push((code) => code >= low.code && code <= high.code);
    at = high.end;
  }
  const any: CharSet = (code) => sets.some((has) => has(code));
  return { has: negated ? not(any) : any, end: at + 1 };
}

/** `\d`, `\S`, `\pL` and their like, in a class and outside one. */
function parseEscapedSet(source: string, at: number): { readonly has: CharSet; readonly end: number } | undefined {
  if (source[at] !== '\\') return undefined;
  const letter = source[at + 1] ?? '';
  const pairs = perlClasses.get(letter.toLowerCase());
  if (pairs !== undefined) return { has: letter === letter.toLowerCase() ? inPairs(pairs) : not(inPairs(pairs)), end: at + 2 };
  const category = source[at + 2] ?? '';
  if ((letter !== 'p' && letter !== 'P') || !'CLMNPSZ'.includes(category) || category === '') return undefined;
  const regexp = new RegExp(`\\p{${category}}`, 'u');
  const has: CharSet = (code) => regexp.test(String.fromCodePoint(code));
  return { has: letter === 'p' ? has : not(has), end: at + 3 };
}

/** One character, escaped or not. Go refuses to escape a letter, digit or non-ASCII character that means nothing escaped. */
function parseChar(source: string, at: number): { readonly code: number; readonly has: CharSet; readonly end: number } | undefined {
  const found = (code: number, end: number) => ({ code, has: only(code), end });
  const code = source.codePointAt(at);
  if (code === undefined) return undefined;
  if (code !== 0x5c) return found(code, at + (code > 0xffff ? 2 : 1));
  const escaped = source[at + 1];
  if (escaped === undefined || escaped > '\x7f') return undefined;
  const control = controls.get(escaped);
  if (control !== undefined) return found(control, at + 2);
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(source.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined) return found(parseInt(octal, 8), at + 1 + octal.length);
  const hex = /^x([0-9A-Fa-f]{2})/.exec(source.slice(at + 1, at + 4))?.[1];
  if (hex !== undefined) return found(parseInt(hex, 16), at + 4);
  return /[0-9A-Za-z]/.test(escaped) ? undefined : found(codeOf(escaped), at + 2);
}

const inPairs =
  (pairs: string): CharSet =>
  (code) => {
    for (let i = 0; i < pairs.length; i += 2) if (code >= pairs.charCodeAt(i) && code <= pairs.charCodeAt(i + 1)) return true;
    return false;
  };

const word = inPairs('09AZ__az');
const controls = new Map([...'afnrtv'].map((letter, i) => [letter, [7, 12, 10, 13, 9, 11][i] ?? 0]));

/** First and last characters of each range. */
const perlClasses = new Map([
  ['d', '09'],
  ['s', '\t\n\f\r  '],
  ['w', '09AZ__az'],
]);
const posixClasses = new Map([
  ['alnum', '09AZaz'],
  ['alpha', 'AZaz'],
  ['ascii', '\x00\x7f'],
  ['blank', '\t\t  '],
  ['cntrl', '\x00\x1f\x7f\x7f'],
  ['digit', '09'],
  ['graph', '!~'],
  ['lower', 'az'],
  ['print', ' ~'],
  ['punct', '!/:@[`{~'],
  ['space', '\t\r  '],
  ['upper', 'AZ'],
  ['word', '09AZ__az'],
  ['xdigit', '09AFaf'],
]);
