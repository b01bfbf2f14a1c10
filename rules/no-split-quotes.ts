import type { ShellWord, WordPart } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-split-quotes',
  summary: 'Disallow quotes that end where they should not, as in `"a "b" c"`.',
  why: 'Quotes do not nest: the inner pair ends the outer one, so the quotes vanish and the word between them is left bare.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Escape the inner quotes',
  codes: { shellcheck: ['SC2140', 'SC2026'] },
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02'],
  messages: {
    double: '`{{text}}` stands outside of the quotes around it, which vanish. Write `\\"{{text}}\\"` if they are meant.',
    single: "`{{text}}` stands outside of the quotes around it, which vanish. Write `'\\''` for a quote inside of single quotes.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo "<a href="«index»">" > a && echo "say "«hello»" to "«all»" of them"
      `,
      good: dockerfile`
        FROM debian:12
        RUN echo "<a href=\"index\">" > a && echo "say \"hello\" to \"all\" of them"
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo 'say '«hello»' to all' && sed 's/'«foo»'/bar/' a
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN echo "a"$b"c" "$a"/b/"$c" 'it'"'"'s' "a""b" "a":"b" "a"'b'"c" x"a"
      `,
    },
  ],

  visit: {
    ShellWord(word, context) {
      const { parts } = word;
      if (parts.length < 3 || !word.quoted || splitIndexes(parts).length === 0) return;
      const isExact = context.text.slice(...word.range) === word.text;
      for (const i of splitIndexes(parts)) {
        const part = parts[i];
        const [before, after] = [parts[i - 1], parts[i + 1]];
        if (!part || !before || !after) continue;
        const isDouble = before.kind === 'double';
        context.report({
          at: part,
          message: isDouble ? 'double' : 'single',
          data: { text: part.text },
          codes: [isDouble ? 'SC2140' : 'SC2026'],
          fix:
            isDouble && isExact && isNested(before, after)
              ? (edit) => [
                  edit.replace({ range: [before.range[1] - 1, before.range[1]] }, '\\"'),
                  edit.replace({ range: [after.range[0], after.range[0] + 1] }, '\\"'),
                ]
              : undefined,
        });
      }
    },
  },
});

/** What stands around reads on over the inner pair; else the quotes may well be meant as they are. */
const isNested = (before: WordPart, after: WordPart): boolean => /[\s={([,:<>]"$/.test(before.text) || /^"[\s>})\],:]/.test(after.text);

/** Bare words between two quoted ones of a kind that hold no variables of their own at the seam. */
function splitIndexes(parts: ShellWord['parts']): readonly number[] {
  return parts.flatMap((part, i) => {
    const [before, after] = [parts[i - 1], parts[i + 1]];
    if (part.kind !== 'literal' || !before || before.kind !== after?.kind) return [];
    if (before.kind === 'single') return /^[A-Za-z0-9]+$/.test(part.text) ? [i] : [];
    return before.kind === 'double' && /^(?![:=,]+$)[^\s\\]+$/.test(part.text) && !isSeam(before) && !isSeam(after) ? [i] : [];
  });
}

/** `"$a"/b/"$c"`: only the variables are quoted. */
const isSeam = ({ text }: WordPart): boolean => /^"\$(?:\w+|\{[^}]*\}|\([^)]*\))"$/.test(text);
