/** Text from a file as a terminal may have it: control and invisible characters are made visible, so that none can act. */
export function printable(text: string): string {
  if (!suspicious.test(text)) return text;
  let result = '';
  for (const character of text) result += glyph(character.codePointAt(0) ?? 0) ?? character;
  return result;
}

/** What stands for a code point that must not reach a terminal; `undefined`: it may. */
export function glyph(code: number): string | undefined {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code < 0x7f) return undefined;
  if (code === 0x7f) return '␡';
  return isInvisible(code) ? `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>` : undefined;
}

/** Columns that a terminal gives to a code point which `glyph` lets pass. */
export function columnsOf(code: number): 0 | 1 | 2 {
  if (code < 0x300) return 1;
  if (isIn(zeroWidth, code)) return 0;
  return isIn(doubleWidth, code) ? 2 : 1;
}

const suspicious =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]/;

type Span = readonly [first: number, last: number];

const isInvisible = (code: number): boolean => isIn(invisible, code);

function isIn(spans: readonly Span[], code: number): boolean {
  return spans.some(([first, last]) => first <= code && code <= last);
}

/** C1 controls, soft hyphen, marks and overrides of direction (CVE-2021-42574), zero-width blanks, lone surrogates, tags. */
const invisible: readonly Span[] = [
  [0x80, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x115f, 0x115f],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

/** Combining marks, joiners and variation selectors: those that are met in practice. */
const zeroWidth: readonly Span[] = [
  [0x300, 0x36f],
  [0x483, 0x489],
  [0x591, 0x5bd],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200c, 0x200d],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0x1f3fb, 0x1f3ff],
];

/** Unicode's East Asian Wide and Fullwidth (UAX #11), in coarse spans. */
const doubleWidth: readonly Span[] = [
  [0x1100, 0x115e],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x26d4, 0x26d4],
  [0x2705, 0x2705],
  [0x270a, 0x270b],
  [0x2728, 0x2728],
  [0x274c, 0x274c],
  [0x2753, 0x2757],
  [0x2b50, 0x2b50],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
