import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { applyEdits } from '../../src/engine/edits.ts';
import { fix } from '../../src/engine/fix.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Finding, LintInput, RuleSetting } from '../../src/engine/types.ts';
import { exampleFiles } from '../../src/generate.ts';
import type { TextEdit, AnyRule, Example } from '../../src/rule.ts';
import { withoutBom } from '../../src/syntax/parse.ts';
import { folder } from '../cli/command.ts';
import { readMarks } from '../rule-examples.ts';
import { configOf, verify, versions, type Eslint, type Message } from './linters.ts';

/** What ESLint and the engine must agree upon: the place, the words, and what the fix makes of the text. */
interface Seen {
  readonly place: readonly (number | undefined)[];
  readonly message: string;
  readonly fixed?: string | undefined;
  readonly suggested?: string | undefined;
}

describe.each(versions)('ESLint %s', (_, eslint) => {
  it.each(rules.map((rule) => [rule.name, rule] as const))('says of the examples what the engine says: %s', (__, rule) => {
    for (const example of rule.examples as readonly Example[]) {
      const texts = [example.bad, example.good].filter((text) => text !== undefined).map((text) => readMarks(text).text);
      for (const text of texts) {
        expect(ofEslint(eslint, text, rule, example)).toEqual(ofEngine(text, rule, example));
        expect(fixedByEslint(eslint, text, rule, example)).toBe(fixedByEngine(text, rule, example));
      }
    }
  });

  it.each(rules.filter((rule) => rule.fix).map((rule) => [rule.name, rule] as const))('makes `good` of `bad`: %s', (__, rule) => {
    for (const example of rule.examples as readonly Example[]) {
      if (example.bad === undefined || example.good === undefined || example.fixedFiles) continue;
      expect(takeAll(eslint, readMarks(example.bad).text, rule, example)).toBe(example.good);
    }
  });
});

function ofEngine(text: string, rule: AnyRule, example: Example): readonly Seen[] {
  const plain = withoutBom(text);
  return lint(inputOf(text, example), [settingOf(rule, example)]).findings.map((finding) => seenIn(finding, plain));
}

function seenIn({ line, column, endLine, endColumn, message, fix: offer }: Finding, text: string): Seen {
  const edits = offer?.files.length === 0 ? applyEdits(text, offer.edits) : undefined;
  return {
    place: [line, column, endLine, endColumn],
    message,
    fixed: offer?.safety === 'safe' ? edits : undefined,
    suggested: offer?.safety === 'unsafe' ? edits : undefined,
  };
}

function ofEslint(eslint: Eslint, text: string, rule: AnyRule, example: Example): readonly Seen[] {
  const plain = withoutBom(text);
  const apply = (made: { readonly range: readonly number[]; readonly text: string } | undefined): string | undefined =>
    made && applyEdits(plain, [made as unknown as TextEdit]);
  return messagesOf(eslint, text, rule, example).map((one) => ({
    place: [one.line, one.column, one.endLine, one.endColumn],
    message: one.message,
    fixed: apply(one.fix),
    suggested: apply(one.suggestions?.[0]?.fix),
  }));
}

function messagesOf(eslint: Eslint, text: string, rule: AnyRule, example: Example): readonly Message[] {
  return verify(eslint, text, ...environment(rule, example, text));
}

const configs = new Map<string, ReturnType<typeof configOf>>();

/** An example with files lies in a folder with these, and its name is absolute; one without has a name only. */
function environment(
  rule: AnyRule,
  { options, files }: Example,
  text: string,
): [ReturnType<typeof configOf>, { cwd?: string; filename?: string }] {
  const key = JSON.stringify([rule.name, options]);
  const config = configs.get(key) ?? configOf({ [rule.name]: options ? ['error', options] : 'error' });
  configs.set(key, config);
  if (!files) return [config, {}];
  const cwd = folder({ ...files, Dockerfile: withoutBom(text) });
  return [config, { cwd, filename: join(cwd, 'Dockerfile') }];
}

function fixedByEngine(text: string, rule: AnyRule, example: Example): string {
  const result = fix(inputOf(text, example), [settingOf(rule, example)], { unsafe: false });
  return result.text;
}

function fixedByEslint(eslint: Eslint, text: string, rule: AnyRule, example: Example): string {
  const [config, { cwd, filename = 'Dockerfile' }] = environment(rule, example, text);
  return new eslint.Linter(cwd === undefined ? {} : { cwd }).verifyAndFix(text, [config], { filename }).output;
}

/** Takes fixes and suggestions as an editor does, one at a time, until there is none. */
function takeAll(eslint: Eslint, text: string, rule: AnyRule, example: Example): string {
  let now = text;
  for (let turn = 0; turn < 40; turn++) {
    const offers = messagesOf(eslint, now, rule, example).flatMap((one) => one.fix ?? one.suggestions?.[0]?.fix ?? []);
    const [first] = offers;
    if (!first) break;
    const bom = now.startsWith('\ufeff') ? '\ufeff' : '';
    now = bom + applyEdits(withoutBom(now), [{ range: first.range, text: first.text }]);
  }
  return now;
}

const settingOf = (rule: AnyRule, { options }: Example): RuleSetting => ({
  rule,
  severity: 'error',
  options: { ...defaultOptions(rule), ...options },
});

const inputOf = (text: string, { files }: Example): LintInput => ({
  path: 'Dockerfile',
  text,
  files: files && exampleFiles(withoutBom(text), files),
});
