import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { toAst } from '../../src/cli/ast.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { applyEdits } from '../../src/engine/edits.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Dockerfile, Instruction, Range } from '../../src/nodes.ts';
import type { TextEdit } from '../../src/rule.ts';
import { sourceRange } from '../../src/syntax/joined.ts';
import { parse, withoutBom } from '../../src/syntax/parse.ts';
import { builtCommand, folder } from '../cli/command.ts';
import { corpus, hasShared } from '../shared.ts';

interface Report {
  readonly files: readonly { readonly path: string; readonly findings: readonly Found[] }[];
}

interface Found {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
  readonly fix?: { readonly safety: string };
}

describe.skipIf(!hasShared || !existsSync(builtCommand))('the command over real files with --fix', () => {
  /** Writable, where the originals may not be. */
  const copy = (): string => {
    const target = folder();
    for (const { path, text } of corpus()) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), text);
    }
    return target;
  };

  it('leaves nothing that can be fixed safely, and brings nothing new', { timeout: 120_000 }, () => {
    const cwd = copy();
    const run = (...more: readonly string[]): Report => {
      const args = [builtCommand, '--isolated', '--preset', 'all', '--exit-zero', '--output-format', 'json', ...more];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return JSON.parse(stdout) as Report;
    };
    const before = run();
    const reported = run('--fix');
    const after = run();
    expect(reported).toEqual(after);
    expect(safe(before).length).toBeGreaterThan(500);
    expect(safe(after)).toEqual([]);
    const known = counts(before);
    expect([...counts(after)].filter(([key, count]) => count > (known.get(key) ?? 0))).toEqual([]);
  });
});

const safe = ({ files }: Report): readonly string[] =>
  files.flatMap(({ path, findings }) =>
    findings.filter(({ fix }) => fix?.safety === 'safe').map(({ rule, line, message }) => `${path}:${line} ${rule}: ${message}`),
  );

/** How often a rule speaks of a file: places and words of messages move along with what is fixed. */
function counts({ files }: Report): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { path, findings } of files)
    for (const { rule } of findings) sums.set(`${path} ${rule}`, (sums.get(`${path} ${rule}`) ?? 0) + 1);
  return sums;
}

describe.skipIf(!hasShared)('each safe fix of real files', () => {
  const settings = rules.map((rule) => ({ rule, severity: rule.severity, options: defaultOptions(rule) }));

  it('leaves the tree as it was but for the words that it is about', { timeout: 120_000 }, () => {
    let fixes = 0;
    const wrong: string[] = [];
    for (const { path, text: given } of corpus()) {
      const text = withoutBom(given);
      const before = parse(text);
      for (const { rule, line, fix } of lint({ path, text }, settings).findings) {
        if (fix?.safety !== 'safe' || fix.edits.length === 0) continue;
        fixes++;
        const after = parse(applyEdits(text, fix.edits));
        const where = `${path}:${line} ${rule}`;
        expect(after.problems.length, where).toBeLessThanOrEqual(before.problems.length);
        wrong.push(...differences(before, after, fix.edits).map((difference) => `${where}: ${difference}`));
      }
    }
    expect(wrong).toEqual([]);
    expect(fixes).toBeGreaterThan(500);
  });
});

/** In what the two trees differ beyond the words that edits touch. */
function differences(before: Dockerfile, after: Dockerfile, edits: readonly TextEdit[]): readonly string[] {
  const left = [...after.instructions];
  const found = before.instructions.flatMap((instruction) => {
    if (edits.some(({ range, text }) => text.trim() === '' && range[0] <= instruction.range[0] && range[1] >= instruction.range[1]))
      return [];
    const now = left.shift();
    if (!now) return [`lost: ${instruction.source.text}`];
    if (!edits.some(({ range }) => meets(range, instruction.range)))
      return read(instruction) === read(now) ? [] : [`another: ${read(instruction)} → ${read(now)}`];
    const isRenamed = edits.some(({ range }) => meets(range, instruction.keyword.range));
    if ((instruction.type !== now.type && !isRenamed) || instruction.json !== now.json) return [`${instruction.type} → ${now.type}`];
    return missing(untouched(instruction, edits), words(now)).map((word) => `word lost: ${word}`);
  });
  return [...found, ...left.map(({ source }) => `new: ${source.text}`)];
}

/** An insertion at a word's edge may be meant for it. */
const meets = (edit: Range, [start, end]: Range): boolean => edit[0] <= end && edit[1] >= start;

/** As `plimsoll ast` shows an instruction, without its lines. */
const read = (instruction: Instruction): string =>
  JSON.stringify(toAst('', { ...nothing, instructions: [instruction] }), (key, value: unknown) =>
    key === 'startLine' || key === 'endLine' ? undefined : value,
  );

const nothing = parse('');

const words = ({ source, heredocs }: Instruction): readonly string[] =>
  [source.text, ...heredocs.map(({ content }) => content)].flatMap((text) => text.split(/\s+/).filter((word) => word !== ''));

/** The words between blanks that no edit touches. */
function untouched({ source, heredocs }: Instruction, edits: readonly TextEdit[]): readonly string[] {
  const ofLine = [...source.text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word,
    range: sourceRange(source, index, index + word.length),
  }));
  const ofBodies = heredocs.flatMap(({ content, contentRange: [start] }) =>
    [...content.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ word, range: [start + index, start + index + word.length] as const })),
  );
  return [...ofLine, ...ofBodies].filter(({ range }) => !edits.some((edit) => meets(edit.range, range))).map(({ word }) => word);
}

/** Of words that shall come in this order, those that do not. */
function missing(wanted: readonly string[], given: readonly string[]): readonly string[] {
  let at = 0;
  return wanted.filter((word) => {
    const place = given.indexOf(word, at);
    if (place < 0) return true;
    at = place + 1;
    return false;
  });
}
