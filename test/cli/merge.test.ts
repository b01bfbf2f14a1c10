import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/formats/index.ts';
import { folder, plimsoll, startInShell, type Outcome } from './command.ts';

const tree = {
  'a/Dockerfile': 'FROM a:latest\n',
  'b/Dockerfile': '\ufeffFROM a\r\nMAINTAINER b\r\nCOPY . b\r\n',
  'c/Dockerfile': 'FROM a\n',
  'd/Dockerfile': '# é😀\nFROM a:latest\nFROM a:latest\nFROM \\\n  b:latest\n',
};
const run = (cwd: string, ...args: string[]): Outcome => plimsoll(args, { cwd });
const merge = (cwd: string, ...args: string[]): Outcome => run(cwd, 'merge', ...args);
const part = (cwd: string, format: string, ...paths: string[]): string => run(cwd, '--output-format', format, ...paths).stdout;
const file = (path: string, ...severities: string[]): string =>
  JSON.stringify({
    path,
    findings: severities.map((severity, index) => ({
      ...{ rule: 'no-latest', codes: [], category: 'base-image', severity, message: 'A message.' },
      ...{ line: index + 1, column: 6, endLine: index + 1, endColumn: 14, url: 'x' },
    })),
  });

describe('plimsoll merge', () => {
  it('makes of parts, in NDJSON or JSON, what one run would have reported, in every format', () => {
    const cwd = folder(tree);
    writeFileSync(join(cwd, '1.ndjson'), part(cwd, 'ndjson', 'a', 'b'));
    writeFileSync(join(cwd, '2.json'), part(cwd, 'json', 'c', 'd'));
    for (const name of formatNames.filter((one) => one !== 'sarif')) {
      const whole = run(cwd, '--output-format', name);
      expect(merge(cwd, '--output-format', name, '1.ndjson', '2.json'), name).toEqual(whole);
    }
    expect(merge(cwd, '--statistics', '1.ndjson', '2.json')).toEqual(run(cwd, '--statistics'));
  });

  it('makes the same SARIF but for the rules that found nothing, and what files were before they were fixed', () => {
    const cwd = folder(tree);
    writeFileSync(join(cwd, '1'), part(cwd, 'ndjson'));
    const of = (text: string): { rules: { id: string }[]; results: { ruleIndex?: number }[] } => {
      const { runs } = JSON.parse(text) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex?: number }[] }[] };
      return { rules: runs[0]?.tool.driver.rules ?? [], results: runs[0]?.results ?? [] };
    };
    const merged = of(merge(cwd, '--output-format', 'sarif', '1').stdout);
    const whole = of(part(cwd, 'sarif'));
    expect(merged.rules.map(({ id }) => id)).toEqual(['no-latest', 'no-maintainer', 'require-ignore-file']);
    const withRule = ({ rules, results }: typeof whole): object[] =>
      results.map((one) => ({ ...one, ruleIndex: rules[one.ruleIndex ?? -1]?.id }));
    expect(withRule(merged)).toEqual(withRule(whole));
  });

  it('takes streams that were put together, indented or not, from standard input as well', () => {
    const cwd = folder(tree);
    const stream =
      part(cwd, 'json', 'a') + part(cwd, 'ndjson', 'b') + part(cwd, 'json', 'c').trimEnd() + part(cwd, 'ndjson', 'd').trimEnd();
    const whole = part(cwd, 'json');
    expect(plimsoll(['merge', '-', '--output-format', 'json'], { cwd, input: stream })).toEqual({ code: 1, stdout: whole, stderr: '' });
    const windows = `\ufeff${part(cwd, 'ndjson').replaceAll('\n', '\r\n')}\r\n`;
    expect(plimsoll(['merge', '-', '--output-format', 'json'], { cwd, input: windows }).stdout).toBe(whole);
  });

  it('takes pipes', () => {
    const cwd = folder({ ...tree, 'x.ndjson': file('x', 'warning') });
    const shell = spawnSync('bash', ['-c', `${startInShell} merge --output-format gnu <(cat x.ndjson) -`], {
      cwd,
      input: file('y', 'error'),
      encoding: 'utf8',
    });
    expect(shell.stdout).toBe('x:1:6: warning: A message. [no-latest]\ny:1:6: error: A message. [no-latest]\n');
    expect(shell.status).toBe(1);
  });

  it('writes several reports', () => {
    const cwd = folder({ x: `${file('x', 'warning')}\n` });
    const { code, stdout } = merge(cwd, 'x', '--output-format', 'gnu', '--output-format', 'checkstyle', '--output-file', 'out.xml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'x:1:6: warning: A message. [no-latest]\n' });
    expect(readFileSync(join(cwd, 'out.xml'), 'utf8')).toContain('<file name="x">');
  });

  it('has the exit code of a lint run', () => {
    const cwd = folder({ warned: file('x', 'info', 'warning'), mild: file('y', 'info'), clean: file('z'), none: '' });
    const code = (...args: string[]): number | null => merge(cwd, '--output-format', 'ndjson', ...args).code;
    expect([code('warned'), code('mild'), code('clean'), code('none'), code('mild', 'warned')]).toEqual([1, 0, 0, 0, 1]);
    expect([code('warned', '--fail-level', 'error'), code('mild', '--fail-level', 'info'), code('warned', '--exit-zero')]).toEqual([
      0, 1, 0,
    ]);
  });

  it('adds up what baselines know', () => {
    const cwd = folder(tree);
    run(cwd, '--baseline', 'known.json', '--update-baseline');
    for (const name of ['a', 'b'])
      writeFileSync(join(cwd, `${name}.json`), run(cwd, '--baseline', 'known.json', '--output-format', 'json', name).stdout);
    expect(merge(cwd, 'a.json', 'b.json').stdout).toBe('No new findings in 2 files (3 known).\n');
  });
});

describe('a path with two reports', () => {
  it('is merged once where they are the same', () => {
    const cwd = folder({ 1: `${file('x', 'warning')}\n${file('y')}\n${file('x', 'warning')}\n`, 2: `${file('x', 'warning')}\n` });
    expect(merge(cwd, '1', '2', '--output-format', 'ndjson')).toEqual({
      code: 1,
      stdout: run(cwd, 'merge', '1', '--output-format', 'ndjson').stdout,
      stderr: '',
    });
    expect(merge(cwd, '1', '2').stdout).toContain('1 finding in 1 file (1 warning)\n');
  });

  it.each(['gnu', 'checkstyle'])('has the later one where they differ, with a word about it: %s', (format) => {
    const cwd = folder({ 1: `${file('x', 'error')}\n${file('y', 'info')}\n`, 2: `${file('z')}\n${file('x', 'info')}\n` });
    const { code, stdout, stderr } = merge(cwd, '1', '2', '--output-format', format);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'plimsoll: 2:2: reports on x differ; the later one counts\n' });
    const input = `${file('y', 'info')}\n${file('z')}\n${file('x', 'info')}\n`;
    expect(stdout).toBe(plimsoll(['merge', '-', '--output-format', format], { cwd, input }).stdout);
    expect(merge(cwd, '1', '2', '--quiet').stderr).toBe('');
  });
});

describe('the lines of a finding', () => {
  const cwd = folder(tree);
  writeFileSync(join(cwd, 'part'), part(cwd, 'ndjson', 'd'));

  it('come from the file', () => {
    expect(merge(cwd, 'part').stdout).toContain('d/Dockerfile:2:6 warning');
    expect(merge(cwd, 'part').stdout).toContain('\n  2 │ FROM a:latest\n    │      ^^^^^^^^\n');
  });

  it.each([
    [
      'has changed',
      () => {
        writeFileSync(join(cwd, 'd/Dockerfile'), 'FROM\n');
      },
    ],
    [
      'is gone',
      () => {
        rmSync(join(cwd, 'd/Dockerfile'));
      },
    ],
    [
      'is none',
      () => {
        mkdirSync(join(cwd, 'd/Dockerfile'));
      },
    ],
  ])('are left out where it %s, and every format goes without them', (_, change) => {
    change();
    const { code, stdout, stderr } = merge(cwd, 'part');
    expect({ code, stderr, blocks: stdout.split('\n\n')[0] }).toEqual({
      code: 1,
      stderr: '',
      blocks: "d/Dockerfile:2:6 warning  'a:latest' changes without notice.  no-latest (DL3007)\n  unsafe fix: Remove the tag",
    });
    expect(merge(cwd, 'part', '--output-format', 'junit').stdout).toMatch(/>\nd\/Dockerfile:2:6\n<\/failure>/);
    expect(merge(cwd, 'part', '--output-format', 'sonarqube').stdout).toMatch(/"textRange": \{\s*"startLine": 2\s*\}/);
    const issues = JSON.parse(merge(cwd, 'part', '--output-format', 'gitlab').stdout) as { fingerprint: string }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    const sarif = JSON.parse(merge(cwd, 'part', '--output-format', 'sarif').stdout) as { runs: { results: object[] }[] };
    expect(sarif.runs[0]?.results[0]).toMatchObject({
      locations: [{ physicalLocation: { region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 14 } } }],
      fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { charOffset: 12, charLength: 7 } }] }] }],
    });
  });
});

describe('a part that is broken', () => {
  const broken = `${file('a', 'info')}\n`;

  it.each([
    ['{"path":"x","find\n', '2: cut off: the object that begins here has no end'],
    ['{"path":"x","findings":[\n', '2: cut off: the object that begins here has no end'],
    ['{\n  "version": "1",\n  "files": [\n', '2: cut off: the object that begins here has no end'],
    ['{"path":"x",}\n', '2: not valid JSON'],
    ['plimsoll: x: permission denied\n', '2: not JSON: expected an object'],
    ['[]\n', '2: not a report of plimsoll: expected an object as the value'],
    ['{}\n', '2: not a report of plimsoll: expected an object with path and findings, or with files'],
    ['{"version":"2","files":[]}\n', '2: not a report that this plimsoll knows: its version is "2"; expected "1"'],
    ['{"path":"x"}\n', '2: not a report of plimsoll: expected a list as findings'],
    ['{"path":1,"findings":[]}\n', '2: not a report of plimsoll: expected a text as path'],
    [`${file('x', 'fatal')}\n`, '2: not a report of plimsoll: expected one of error, warning, info as findings[0].severity'],
    [
      `${file('x', 'info').replace('"line":1', '"line":0')}\n`,
      '2: not a report of plimsoll: expected a whole number of at least 1 as findings[0].line',
    ],
  ])('is named with its line, and the rest is merged: %j', (text, message) => {
    const cwd = folder({ 'a.ndjson': `${broken}${text}${file('b', 'info')}\n`, 'b.ndjson': file('c', 'info') });
    const { code, stdout, stderr } = merge(cwd, 'a.ndjson', 'b.ndjson', '--output-format', 'gnu');
    expect({ code, stderr }).toEqual({ code: 2, stderr: `plimsoll: a.ndjson:${message}\n` });
    expect(stdout.match(/^\w/gm)).toEqual(['a', 'b', 'c']);
  });

  it('may end anywhere', () => {
    const cwd = folder({ x: broken + file('b', 'info').slice(0, 60) });
    expect(merge(cwd, 'x', '--output-format', 'gnu')).toEqual({
      code: 2,
      stdout: 'a:1:6: note: A message. [no-latest]\n',
      stderr: 'plimsoll: x:2: cut off: the object that begins here has no end\n',
    });
  });

  it('may be missing, or a folder', () => {
    const cwd = folder({ x: broken, 'y/z': '' });
    expect(merge(cwd, 'none', 'y', 'x', '--output-format', 'gnu', '--exit-zero')).toEqual({
      code: 2,
      stdout: 'a:1:6: note: A message. [no-latest]\n',
      stderr: 'plimsoll: none: no such file or directory\nplimsoll: y: is a directory\n',
    });
  });
});

describe('the command line of merge', () => {
  it('needs parts, and knows its options', () => {
    const cwd = folder();
    expect(merge(cwd).stderr).toBe(
      "plimsoll: merge needs reports: FILE…, or - for standard input\nRun 'plimsoll --help' for the options.\n",
    );
    expect(merge(cwd, 'x', '--fix')).toMatchObject({ code: 2, stdout: '' });
    const { code, stdout } = merge(cwd, '--help');
    expect(code).toBe(0);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const option of ['--output-format', '--output-file', '--statistics', '--quiet', '--no-color', '--fail-level', '--exit-zero'])
      expect(stdout).toContain(option);
  });
});
