/** Whether a shell pattern of `*`, `?` and `\` escapes matches the whole text. Takes at most pattern × text steps. */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let retry = 0;
  while (t < text.length) {
    const char = pattern[p];
    if (char === '*') {
      star = p++;
      retry = t;
      continue;
    }
    const literal = char === '\\' && p + 1 < pattern.length;
    if (char !== undefined && (literal ? pattern[p + 1] === text[t] : char === '?' || char === text[t])) {
      p += literal ? 2 : 1;
      t++;
      continue;
    }
    if (star < 0) return false;
    p = star + 1;
    t = ++retry;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
