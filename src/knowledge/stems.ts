/** The words of a list that hold no other one of it: whoever looks for these finds all of them. */
export function stemsOf(words: readonly string[]): readonly string[] {
  const all = [...new Set(words)];
  return all.filter((word) => !all.some((other) => other !== word && word.includes(other)));
}
