import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll, startInShell } from './command.ts';

const clean = 'FROM a\n';
const warned = 'FROM a:latest\n';
const failing = 'FROM a\nMAINTAINER b\n';

describe('exit code', () => {
  it.each([
    ['nothing found', clean, [], 0],
    ['a warning', warned, [], 1],
    ['a warning below the fail level', warned, ['--fail-level', 'error'], 0],
    ['an error at the fail level', failing, ['--fail-level=error'], 1],
    ['an error with --exit-zero', failing, ['--exit-zero'], 0],
    ['a rule that crashed', 'FROM a\nSTOPSIGNAL crash\n', ['--exit-zero'], 2],
    ['only an info', 'FROM a\nCOPY . b\n', [], 0],
    ['an info at the fail level', 'FROM a\nCOPY . b\n', ['--fail-level', 'info'], 1],
  ] as const)('%s', (_, text, args, code) => {
    expect(plimsoll([...args, 'Dockerfile'], { cwd: folder({ Dockerfile: text }) }).code).toBe(code);
  });

  it('is 2 for a file that cannot be read, and the others are linted', () => {
    const { code, stdout, stderr } = plimsoll(['none', 'Dockerfile'], { cwd: folder({ Dockerfile: warned }) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'plimsoll: none: no such file or directory\n' });
    expect(stdout).toContain('Dockerfile:1:6 warning');
  });

  it('names the rule that crashed, and reports what the others found', () => {
    const cwd = folder({ Dockerfile: 'FROM a:latest\nSTOPSIGNAL crash\n' });
    const { stdout, stderr } = plimsoll([], { cwd });
    expect(stderr).toBe('plimsoll: Dockerfile: rule no-crash crashed: no such signal (please report)\n');
    expect(stdout).toContain('no-latest');
  });
});

describe('selection', () => {
  const text = 'FROM a:latest\nMAINTAINER b\nRUN apk add c\nRUN apt-get install c\n';
  const rulesFor = (...args: string[]): string[] => {
    const { stdout } = plimsoll([...args, '--output-format', 'json', 'Dockerfile'], { cwd: folder({ Dockerfile: text }) });
    const { files } = JSON.parse(stdout) as { files: { findings: { rule: string; line: number }[] }[] };
    return files.flatMap((file) => file.findings.map(({ rule, line }) => `${rule}@${line}`));
  };

  it.each([
    [['--preset', 'off'], []],
    [['--preset', 'cis'], ['no-maintainer@2']],
    [
      ['--preset', 'strict'],
      ['no-latest@1', 'no-maintainer@2', 'pin-packages@3', 'pin-packages@4'],
    ],
    [['--preset', 'all', '--ignore', 'no-*,packages'], []],
    [['--select', 'no-latest'], ['no-latest@1']],
    [
      ['--select', 'base-image', '--select', 'MaintainerDeprecated'],
      ['no-latest@1', 'no-maintainer@2'],
    ],
    [
      ['--select', 'DL30*'],
      ['no-latest@1', 'pin-packages@3', 'pin-packages@4'],
    ],
    [['--select', 'dl3018'], ['pin-packages@3']],
    [
      ['--select', 'all', '--ignore', 'DL3018,no-latest'],
      ['no-maintainer@2', 'pin-packages@4'],
    ],
    [
      ['--preset', 'cis', '--extend-select', 'DL3007, DL3008'],
      ['no-latest@1', 'no-maintainer@2', 'pin-packages@4'],
    ],
    [['--select', 'network'], []],
  ])('%j', (args, expected) => {
    expect(rulesFor(...args)).toEqual(expected);
  });
});

describe('a command line with a mistake', () => {
  it.each([
    [['--fxi'], "unknown option '--fxi' (did you mean --fix?)"],
    [['--select', 'no-lates'], "unknown rule 'no-lates' (did you mean 'no-latest'?)"],
    [['--ignore', 'DL307'], "unknown rule 'DL307' (did you mean 'DL3007'?)"],
    [['--select', 'XY*'], "unknown rule 'XY*'"],
    [
      ['--preset', 'best'],
      "option '--preset <name>' argument 'best' is invalid; allowed choices are recommended, strict, cis, hadolint, buildkit, all, off.",
    ],
    [['--output-format', 'sarfi'], "unknown output format 'sarfi' (did you mean 'sarif'?)"],
    [['lint'], "no file is called 'lint', and linting needs no command: plimsoll [paths]"],
    [['--statistics', '--output-format', 'sarif'], '--statistics can be text or json, not sarif'],
    [['--select'], "option '--select <rules>' argument missing"],
    [['--diff', '--output-format', 'json'], '--diff prints a patch and cannot be combined with --output-format'],
    [['--stdin-filename', 'x', 'Dockerfile'], '--stdin-filename names standard input, which is not read: add the path -'],
    [['--fix', '-', 'Dockerfile'], '--fix takes standard input or files, not both'],
    [['explain', 'no-maintaner'], "unknown rule 'no-maintaner' (did you mean 'no-maintainer'?)"],
    [['ast'], 'ast needs a file'],
    [['ast', '--fix'], "unknown option '--fix'"],
  ])('%j', (args, message) => {
    const { code, stdout, stderr } = plimsoll(args, { cwd: folder({ Dockerfile: clean }) });
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: `plimsoll: ${message}` });
    expect(stderr.split('\n')).toHaveLength(3);
  });

  it('ends options at --', () => {
    const cwd = folder({ '--fix': warned, rules: warned });
    expect(plimsoll(['--', '--fix'], { cwd }).stdout).toContain('--fix:1:6 warning');
    expect(plimsoll(['--', 'rules'], { cwd }).stdout).toContain('rules:1:6 warning');
  });
});

describe('standard input', () => {
  it('is the path -', () => {
    const { code, stdout } = plimsoll(['-'], { cwd: folder(), input: warned });
    expect(code).toBe(1);
    expect(stdout).toContain('-:1:6 warning');
  });

  it('has a name and a tree with --stdin-filename, which implies the path', () => {
    const cwd = folder({ 'a/.dockerignore': 'node_modules\n' });
    const input = 'FROM a\nCOPY . b\n';
    expect(plimsoll(['--stdin-filename', 'a/Dockerfile'], { cwd, input }).stdout).toBe('No findings in 1 file.\n');
    expect(plimsoll(['--stdin-filename', 'b/Dockerfile', '-'], { cwd, input }).stdout).toContain('b/Dockerfile:2:1 info');
    expect(plimsoll(['-'], { cwd, input }).stdout).toBe('No findings in 1 file.\n');
  });

  it('comes back fixed, with the report on standard error', () => {
    const cwd = folder();
    const { code, stdout, stderr } = plimsoll(['--fix', '--stdin-filename', 'Dockerfile'], {
      cwd,
      input: '\ufeffFROM a:latest\r\nMAINTAINER b\r\nCOPY . b',
    });
    expect(stdout).toBe('\ufeffFROM a:latest\r\nCOPY . b');
    expect(stderr).toContain('Dockerfile:1:6 warning');
    expect(stderr).toContain('Fixed 1 finding; 2 findings left in 1 file');
    expect(code).toBe(1);
  });
});

describe('output', () => {
  it('has the documented shape, as JSON', () => {
    const { stdout } = plimsoll(['--output-format', 'json', './Dockerfile'], {
      cwd: folder({ Dockerfile: '\ufeffFROM a:latest\nCOPY . b\n' }),
    });
    const place = (line: number, column: number, endColumn: number) => ({ line, column, endLine: line, endColumn });
    expect(JSON.parse(stdout)).toEqual({
      version: '1',
      files: [
        {
          path: './Dockerfile',
          findings: [
            {
              ...{ rule: 'no-latest', codes: ['DL3007'], category: 'base-image', severity: 'warning' },
              ...{ message: "'a:latest' changes without notice.", ...place(1, 6, 14), url: 'rules/README.md#no-latest' },
              fix: { safety: 'unsafe', title: 'Remove the tag', edits: [{ start: 6, end: 13, text: '' }] },
            },
            {
              ...{ rule: 'require-ignore-file', codes: [], category: 'context', severity: 'info' },
              ...{ message: '`.dockerignore` is missing.', ...place(2, 1, 9), url: 'rules/README.md#require-ignore-file' },
              fix: {
                safety: 'safe',
                title: 'Create a `.dockerignore`',
                edits: [],
                files: [{ path: '.dockerignore', text: 'node_modules\n' }],
              },
            },
          ],
        },
      ],
      summary: { files: 1, findings: 2, errors: 0, warnings: 1, infos: 1, fixable: 2 },
    });
  });

  it('is one object a line and file, as ndjson', () => {
    const cwd = folder({ Dockerfile: clean, 'a/Dockerfile': warned });
    const lines = plimsoll(['--output-format', 'ndjson'], { cwd }).stdout.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { path: string }).path)).toEqual(['Dockerfile', 'a/Dockerfile']);
  });

  it('goes to a file', () => {
    const cwd = folder({ Dockerfile: warned });
    const { code, stdout } = plimsoll(['--output-format', 'json', '--output-file', 'out.json'], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toHaveProperty('version', '1');
    expect(plimsoll(['--output-file', 'none/out', 'Dockerfile'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'plimsoll: none/out: cannot write the output: no such file or directory\n',
    });
  });

  it('counts with --statistics', () => {
    const cwd = folder({ Dockerfile: warned, 'a.dockerfile': `${failing}MAINTAINER c\n` });
    expect(plimsoll(['--statistics', '--quiet'], { cwd }).stdout).toBe(
      '2  error    no-maintainer (DL4000, MaintainerDeprecated)  2 fixable\n1  warning  no-latest (DL3007)                            1 fixable\n',
    );
    const { stdout } = plimsoll(['--statistics', '--output-format', 'json', 'Dockerfile'], { cwd });
    expect(JSON.parse(stdout)).toEqual([{ rule: 'no-latest', codes: ['DL3007'], severity: 'warning', count: 1, fixable: 1 }]);
  });

  it('has no colour in a pipe, unless it is wanted', () => {
    const cwd = folder({ Dockerfile: warned });
    const isColored = (args: string[], env: Record<string, string>): boolean => plimsoll(args, { cwd, env }).stdout.includes('\u001b[');
    expect(isColored([], {})).toBe(false);
    expect(isColored([], { FORCE_COLOR: '1' })).toBe(true);
    expect(isColored([], { FORCE_COLOR: '0' })).toBe(false);
    expect(isColored([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(isColored(['--color'], { NO_COLOR: '1' })).toBe(true);
    expect(isColored(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
    expect(isColored(['--color', '--output-format', 'json'], {})).toBe(false);
  });

  it('ends with sums, or is silent about them with --quiet', () => {
    const cwd = folder({ Dockerfile: `${failing}COPY . b\n`, 'a/Dockerfile': warned });
    const sums = (...args: string[]): string => plimsoll(args, { cwd }).stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(sums()).toBe('3 findings in 2 files (1 error, 1 warning, 1 info): 2 can be fixed with --fix, 1 more with --fix --unsafe-fixes');
    expect(sums('--unsafe-fixes')).toBe('3 findings in 2 files (1 error, 1 warning, 1 info): 3 can be fixed with --fix --unsafe-fixes');
    expect(sums('--quiet')).toBe('  unsafe fix: Remove the tag');
    expect(sums('--select', 'user')).toBe('No findings in 2 files.');
    expect(plimsoll(['--quiet', '--select', 'user'], { cwd }).stdout).toBe('');
  });

  it('survives a reader that goes away', () => {
    const cwd = folder({ Dockerfile: warned.repeat(20_000) });
    const script = `(${startInShell} --output-format json Dockerfile; echo "code $?" >&2) | head -c 10`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '{\n  "versi', stderr: 'code 1\n' });
  });

  it.runIf(existsSync('/dev/full'))('fails in plain words where there is no room for it', () => {
    const cwd = folder({ Dockerfile: 'FROM a:latest\n' });
    for (const args of ['', '--output-format json', '--output-format ndjson', '--fix', 'rules', 'explain no-latest', '--help']) {
      const script = `${startInShell} ${args} > /dev/full`;
      const { status, stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
      expect({ args, status, stderr }).toEqual({
        ...{ args, status: 2 },
        stderr: 'plimsoll: cannot write to standard output: no space left on the device\n',
      });
    }
    expect(spawnSync('sh', ['-c', `${startInShell} none 2> /dev/full`], { cwd }).status).toBe(2);
  });

  it('is complete through a slow pipe', () => {
    const cwd = folder({ Dockerfile: warned.repeat(20_000) });
    const script = `${startInShell} --output-format json Dockerfile | (sleep 0.3; cat)`;
    const { stdout } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
    expect(JSON.parse(stdout)).toMatchObject({ summary: { findings: 20_000 } });
  });
});

describe('what is read', () => {
  it('may be malformed, but not silently', () => {
    const cwd = folder({ Dockerfile: Buffer.from('\ufeffFROM a\n# \ufffd ok\nMAINTAINER \xff b\n', 'latin1') });
    writeFileSync(
      join(cwd, 'Dockerfile'),
      Buffer.concat([Buffer.from('\ufeffFROM a\n# \ufffd ok\nMAINTAINER '), Buffer.from([0xff]), Buffer.from(' b\n')]),
    );
    const { stdout } = plimsoll(['--output-format', 'json'], { cwd });
    const { findings } = (JSON.parse(stdout) as { files: { findings: Record<string, unknown>[] }[] }).files[0] ?? { findings: [] };
    expect(findings.map(({ rule, line, column, fix }) => ({ rule, line, column, fix }))).toEqual([
      { rule: 'no-maintainer', line: 3, column: 1, fix: undefined },
      { rule: 'valid-syntax', line: 3, column: 12, fix: undefined },
    ]);
  });

  it('is told to be UTF-8 when it is UTF-16', () => {
    const cwd = folder({ Dockerfile: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('FROM a\n', 'utf16le')]) });
    const { code, stdout } = plimsoll([], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('Dockerfile:1:1 error  The file is UTF-16; Docker reads UTF-8.');
  });

  it('is told to be text when it is binary, once', () => {
    const cwd = folder({ Dockerfile: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0xfe, 10, 0x80, 0]) });
    const { code, stdout } = plimsoll(['--output-format', 'gnu'], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'Dockerfile:1:1: error: The file is binary; Docker reads text. [valid-syntax]\n' });
    expect(plimsoll(['--fix'], { cwd }).stderr).toContain('not fixed: is not valid UTF-8');
  });

  it('is a regular file, not too large, and may hold NUL', () => {
    const cwd = folder({ nul: 'FROM a\0b\nMAINTAINER c\n', large: Buffer.alloc(50 * 1024 * 1024 + 1, 10) });
    mkdirSync(join(cwd, 'dir'));
    spawnSync('sh', ['-c', 'mkfifo pipe'], { cwd });
    expect(plimsoll(['nul'], { cwd }).stdout).toContain('nul:2:1 error');
    expect(plimsoll(['large', 'pipe', '/dev/null'], { cwd }).stderr.split('\n')).toEqual([
      'plimsoll: large: is larger than plimsoll reads (50 MB)',
      'plimsoll: pipe: is a pipe, not a file (- reads standard input)',
      'plimsoll: /dev/null: is a device, not a file',
      '',
    ]);
    expect(plimsoll(['ast', 'dir'], { cwd }).stderr).toBe('plimsoll: dir: is a directory\n');
  });
});

describe('comments', () => {
  it('silence findings unless they shall not', () => {
    const cwd = folder({ Dockerfile: '# plimsoll ignore=DL3007\nFROM a:latest\n' });
    expect(plimsoll([], { cwd }).code).toBe(0);
    expect(plimsoll(['--no-inline-config'], { cwd }).code).toBe(1);
  });
});
