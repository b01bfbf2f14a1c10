import { expect } from 'vitest';
import { defaultOptions } from '../src/config/select.ts';
import { fix } from '../src/engine/fix.ts';
import { lintTree } from '../src/engine/lint.ts';
import type { Finding, LintInput, RuleSetting } from '../src/engine/types.ts';
import { exampleFiles } from '../src/generate.ts';
import type { Dockerfile, Instruction, Range } from '../src/nodes.ts';
import type { AnyRule, Example } from '../src/rule.ts';
import { parse, withoutBom } from '../src/syntax/parse.ts';

/** An example written another way, which must not change what is found and fixed. */
export interface Variant {
  readonly name: string;
  /** `undefined`: it cannot be written so. */
  rewrite(rule: AnyRule, example: Example): Example | undefined;
  /** Takes out of a fixed text what the fix need not take over. */
  normalize?(fixed: string): string;
}

type Texts = Readonly<Record<string, string>>;

/**
 * Runs one example: what is reported is what `«»` mark, no more; the fix of `bad` is `good`; nothing in `good` can be fixed.
 * A `bad` without `good` has no fix. Where the rule has none, `good` is another way to write it, in which nothing is reported.
 */
export function checkExample(rule: AnyRule, example: Example, { normalize = (text) => text }: Partial<Variant> = {}): void {
  const { bad, good, files, fixedFiles } = example;
  const setting = { rule, severity: rule.severity, options: { ...defaultOptions(rule), ...example.options } };
  if (bad !== undefined) expect(show(readMarks(bad).text, files, setting)).toBe(bad);
  if (good !== undefined && (bad === undefined || !rule.fix)) expect(show(good, files, setting)).toBe(good);
  if (bad === undefined) return;

  const { text } = readMarks(bad);
  const fixed = fixAll(text, files, setting);
  if (good === undefined || !rule.fix) {
    expect(fixed.text, 'a fix that the example does not show: add `good`').toBe(text);
    return;
  }
  const after = files && { ...files, ...fixedFiles };
  expect(normalize(fixed.text)).toBe(good);
  expect(fixed.files).toEqual(after ?? {});
  expect(findingsOf(good, after, setting).filter((finding) => finding.fix)).toEqual([]);
  expect(fixAll(good, after, setting)).toEqual({ text: good, files: after ?? {} });
}

/** The text between `«»` is reported: where, in order, and the text without the marks. */
export function readMarks(marked: string): { readonly text: string; readonly ranges: readonly Range[] } {
  const ranges: Range[] = [];
  let text = '';
  let start: number | undefined;
  for (const piece of marked.split(/([«»])/)) {
    if (piece === '«' ? start !== undefined : piece === '»' && start === undefined) throw new Error(`marks do not pair in: ${marked}`);
    if (piece === '«') start = text.length;
    else if (piece !== '»') text += piece;
    else {
      ranges.push([start ?? 0, text.length]);
      start = undefined;
    }
  }
  if (start !== undefined) throw new Error(`marks do not pair in: ${marked}`);
  return { text, ranges };
}

/** Puts marks around ranges, nested or not, so that a failure reads as the example would. */
function mark(text: string, ranges: readonly Range[]): string {
  const marks = ranges.flatMap(([start, end], i) => [
    { at: start, sign: '«', order: end === start ? 1 : 2, i },
    { at: end, sign: '»', order: end === start ? 1 : 0, i },
  ]);
  marks.sort((a, b) => a.at - b.at || a.order - b.order || a.i - b.i);
  let result = '';
  let done = 0;
  for (const { at, sign } of marks) {
    result += text.slice(done, at) + sign;
    done = at;
  }
  return result + text.slice(done);
}

function show(text: string, files: Texts | undefined, setting: RuleSetting): string {
  const ranges = findingsOf(text, files, setting).map(({ range }) => range);
  const plain = withoutBom(text);
  return text.slice(0, text.length - plain.length) + mark(plain, ranges);
}

/** The tree is frozen: a rule that changes it fails. */
function findingsOf(text: string, files: Texts | undefined, setting: RuleSetting): readonly Finding[] {
  const { findings, failures } = lintTree(input(text, files), deepFreeze(parse(withoutBom(text))), [setting]);
  for (const { error } of failures) throw error;
  return findings;
}

function fixAll(text: string, files: Texts | undefined, setting: RuleSetting): { readonly text: string; readonly files: Texts } {
  const fixed = fix(input(text, files), [setting], { unsafe: true });
  for (const { error } of fixed.result.failures) throw error;
  return { text: fixed.text, files: { ...files, ...Object.fromEntries(fixed.files.map((file) => [file.path, file.text])) } };
}

const input = (text: string, files: Texts | undefined): LintInput => ({
  path: 'Dockerfile',
  text,
  files: files && exampleFiles(withoutBom(text), files),
});

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value) as unknown[]) deepFreeze(inner);
  return value;
}

const both = (example: Example, rewrite: (marked: string) => string): Example => ({
  ...example,
  ...(example.bad === undefined ? {} : { bad: rewrite(example.bad) }),
  ...(example.good === undefined ? {} : { good: rewrite(example.good) }),
});

const texts = ({ bad, good }: Example): readonly string[] =>
  [bad, good].filter((text) => text !== undefined).map((text) => readMarks(text).text);

const instructionsOf = (text: string): readonly Instruction[] => parse(text).instructions;

export const variants: readonly Variant[] = [
  {
    name: 'CRLF',
    rewrite(_, example) {
      const cannot = texts(example).some((text) => {
        // In a heredoc the carriage return reaches the shell: the script would be another one.
        return text.includes('\r') || instructionsOf(text).some(({ heredocs }) => heredocs.length > 0);
      });
      const hasLineEnds = texts(example).some((text) => text.includes('\n'));
      return hasLineEnds && !cannot ? both(example, (marked) => marked.replaceAll('\n', '\r\n')) : undefined;
    },
  },
  {
    name: 'BOM',
    rewrite: (_, example) =>
      texts(example).some((text) => text.startsWith('\ufeff')) ? undefined : both(example, (marked) => `\ufeff${marked}`),
  },
  {
    name: 'the last line end',
    rewrite(rule, example) {
      const isAboutIt = rule.examples.some((one) => new Set(texts(one).map((text) => text.endsWith('\n'))).size > 1);
      // An open heredoc or continuation would take the added line end in.
      const isOpen = texts(example).some((text) => text === '' || text.endsWith('\\') || parse(text).problems.some(({ fatal }) => fatal));
      if (isAboutIt || isOpen) return undefined;
      return both(example, (marked) => (/\n»?$/.test(marked) ? marked.replace(/\n(»?)$/, '$1') : `${marked}\n`));
    },
  },
  {
    name: '# escape=`',
    rewrite(_, example) {
      const cannot = texts(example).some((text) => {
        const others = text.replace(/\\(?=[ \t]*$)/gm, '');
        return /[\\`]/.test(others) || /<<|^#\s*escape/im.test(text) || text.startsWith('\ufeff') || text.endsWith('\\');
      });
      // What is put before the first line, or found there, would have to go before the directive.
      const isAboutTheTop =
        example.bad?.startsWith('«»') === true || (example.good?.startsWith('#') === true && !example.bad?.startsWith('#'));
      if (cannot || isAboutTheTop) return undefined;
      return both(example, (marked) => `# escape=\`\n${marked.replace(/\\(?=[ \t]*»?[ \t]*$)/gm, '`')}`);
    },
  },
  {
    name: 'lower-case keywords',
    rewrite(rule, example) {
      const isUpper = (text: string): boolean => keywords(text).every(([start, end]) => !/[a-z]/.test(text.slice(start, end)));
      const isAboutCase = rule.examples.some((one) => !texts(one).every(isUpper));
      return isAboutCase ? undefined : both(example, lowerKeywords);
    },
    normalize: lowerKeywords,
  },
  {
    name: 'ONBUILD',
    rewrite(rule, example) {
      if (rule.visit.SyntaxProblem) return undefined;
      const allowed = texts(example).every((text) => {
        const [first, ...more] = instructionsOf(text);
        const barred = ['From', 'Onbuild', 'Maintainer', 'Unknown'];
        return first && more.length === 0 && first.range[0] === 0 && !barred.includes(first.type);
      });
      return allowed ? both(example, (marked) => `ONBUILD ${marked}`) : undefined;
    },
  },
];

function lowerKeywords(marked: string): string {
  const { text, ranges } = readMarks(marked);
  let lower = text;
  for (const [start, end] of keywords(text)) lower = lower.slice(0, start) + lower.slice(start, end).toLowerCase() + lower.slice(end);
  return mark(lower, ranges);
}

/** With `AS`, which goes by the case of its `FROM`. */
const keywords = (text: string): readonly Range[] =>
  withTriggers(parse(text)).flatMap((one) => [one.keyword.range, ...(one.type === 'From' && one.as ? [one.as.range] : [])]);

/** `ONBUILD`'s trigger stands behind it in the list. */
const withTriggers = (tree: Dockerfile): readonly Instruction[] =>
  tree.instructions.flatMap((one) => (one.type === 'Onbuild' && one.trigger ? [one, one.trigger] : [one]));
