import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pairOutputs } from '../../src/cli/outputs.ts';
import { formatNames } from '../../src/formats/index.ts';
import { folder, plimsoll, start } from './command.ts';

const warned = 'FROM a:latest\n';
const failing = 'FROM a\nMAINTAINER b\n';

describe('an output file', () => {
  const pair = (...args: string[]) =>
    pairOutputs(
      args.map((arg) => ({ option: /^(?:text|json|sarif|junit)$/.test(arg) ? 'format' : 'file', value: arg }) as const),
      'text',
    );

  it.each([
    [[], [{ format: 'text' }]],
    [['a'], [{ format: 'text', file: 'a' }]],
    [['json', 'a'], [{ format: 'json', file: 'a' }]],
    [['a', 'json'], [{ format: 'json', file: 'a' }]],
    [['json', '-'], [{ format: 'json' }]],
    [
      ['text', 'sarif', 'a'],
      [{ format: 'text' }, { format: 'sarif', file: 'a' }],
    ],
    [
      ['sarif', 'a', 'text'],
      [{ format: 'sarif', file: 'a' }, { format: 'text' }],
    ],
    [
      ['sarif', 'a', 'junit', 'b', 'junit', 'c', 'text', '-'],
      [{ format: 'sarif', file: 'a' }, { format: 'junit', file: 'b' }, { format: 'junit', file: 'c' }, { format: 'text' }],
    ],
  ])('belongs to the format before it: %j', (args, expected) => {
    expect(pair(...args)).toEqual(expected);
  });

  it.each([
    [['text', 'sarif'], 'text and sarif would both go to standard output: give one of them an --output-file'],
    [['text', '-', 'sarif', '-'], 'text and sarif would both go to standard output: give one of them an --output-file'],
    [['sarif', 'a', 'junit', 'a'], 'sarif and junit would both go to a'],
    [['a', 'sarif', 'b'], '--output-file a needs an --output-format of its own before it'],
    [['a', 'b'], '--output-file a needs an --output-format of its own before it'],
    [['sarif', 'a', 'b'], '--output-file b needs an --output-format of its own before it'],
    [['sarif', ''], 'the name of the output file is empty'],
  ])('that belongs to none, or to two, is a mistake: %j', (args, message) => {
    expect(() => pair(...args)).toThrow(message);
  });
});

describe('several reports', () => {
  it('come from one run', () => {
    const cwd = folder({ Dockerfile: warned, 'a/Dockerfile': failing });
    const formats = formatNames.flatMap((name) => ['--output-format', name, '--output-file', `out.${name}`]);
    const { code, stdout, stderr } = plimsoll([...formats, '--output-format', 'gnu'], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toBe(
      "Dockerfile:1:6: warning: 'a:latest' changes without notice. [no-latest]\na/Dockerfile:2:1: error: `MAINTAINER` is deprecated. [no-maintainer]\n",
    );
    for (const name of formatNames) {
      expect(readFileSync(join(cwd, `out.${name}`), 'utf8')).toBe(plimsoll(['--output-format', name], { cwd }).stdout);
    }
  });

  it('are written where they can be', () => {
    const cwd = folder({ Dockerfile: warned });
    const { code, stdout, stderr } = plimsoll(
      [
        '--output-format',
        'ndjson',
        '--output-file',
        'none/x',
        '--output-format',
        'json',
        '--output-file',
        'none/y',
        '--output-format',
        'gnu',
      ],
      { cwd },
    );
    expect({ code, stdout: stdout.slice(0, 15), stderr }).toEqual({
      code: 2,
      stdout: 'Dockerfile:1:6:',
      stderr:
        'plimsoll: none/x: cannot write the output: no such file or directory\nplimsoll: none/y: cannot write the output: no such file or directory\n',
    });
  });

  it('leave a file also where there is nothing to say', () => {
    const cwd = folder({ Dockerfile: 'FROM a\n' });
    expect(plimsoll(['--output-format', 'github', '--output-file', 'out'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('');
  });
});

describe('a format', () => {
  const cwd = folder({ Dockerfile: warned });
  const first = (args: string[], env: Record<string, string> = {}): string => {
    const { code, stderr } = plimsoll(args, { cwd, env });
    expect(code).toBe(2);
    return stderr.split('\n')[0] ?? '';
  };

  it('that is misspelt gets the nearest one', () => {
    expect(first(['--output-format', 'sarfi'])).toBe("plimsoll: unknown output format 'sarfi' (did you mean 'sarif'?)");
    expect(first(['--output-format', 'sonar'])).toMatch(/^plimsoll: unknown output format 'sonar' \(there are text, json, .*, hadolint\)$/);
    expect(first([], { PLIMSOLL_OUTPUT_FORMAT: 'JSON' })).toBe(
      "plimsoll: PLIMSOLL_OUTPUT_FORMAT: unknown output format 'JSON' (did you mean 'json'?)",
    );
  });

  it('comes from the environment where the command line names none', () => {
    const env = { PLIMSOLL_OUTPUT_FORMAT: 'gnu' };
    const start = (...args: string[]): string => plimsoll(args, { cwd, env }).stdout.slice(0, 16);
    expect(start()).toBe('Dockerfile:1:6: ');
    expect(start('--output-format', 'json')).toBe('{\n  "version": "');
    expect(start('--statistics')).toBe('1  warning  no-l');
    expect(start('--diff', '--unsafe-fixes')).toBe('diff --git a/Doc');
    expect(plimsoll([], { cwd, env: { PLIMSOLL_OUTPUT_FORMAT: '' } }).stdout).toContain('1 finding in 1 file');
    expect(plimsoll(['--output-file', 'out'], { cwd, env }).stdout).toBe('');
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe(plimsoll(['--output-format', 'gnu'], { cwd }).stdout);
  });

  it('for a server names files from the root of the repository', () => {
    const repository = folder({ '.git/HEAD': '', 'a/b c/Dockerfile': 'FROM a:latest\nCOPY . b\n' });
    const inside = join(repository, 'a');
    const outside = folder({ Dockerfile: warned });
    const paths = ['b c/Dockerfile', join(outside, 'Dockerfile')];
    const lines = plimsoll(['--output-format', 'github', ...paths], { cwd: inside }).stdout.split('\n');
    expect(lines.map((line) => /file=(.*?),/.exec(line)?.[1])).toEqual([
      ...['a/b c/Dockerfile', 'a/b c/Dockerfile', join(outside, 'Dockerfile'), undefined],
    ]);
    const { stdout } = plimsoll(['--output-format', 'sarif', ...paths], { cwd: inside });
    expect(new Set([...stdout.matchAll(/"uri": "(.*)"/g)].map((match) => match[1]))).toEqual(
      new Set(['a/b%20c/Dockerfile', `file://${outside}/Dockerfile`, 'a/b%20c/.dockerignore']),
    );
    expect(plimsoll(['--output-format', 'gnu', ...paths], { cwd: inside }).stdout).toMatch(/^b c\/Dockerfile:1/);
  });

  it('names files with strange names', () => {
    const name = 'a\n"b": \\c, 100%\u001b[31m';
    const odd = folder();
    mkdirSync(join(odd, name));
    spawnSync('sh', ['-c', 'printf "FROM a:latest\\n" > "$0/Dockerfile"', name], { cwd: odd });
    for (const format of formatNames) {
      const { code, stderr, stdout } = plimsoll(['--output-format', format], { cwd: odd });
      expect({ format, code, stderr }).toEqual({ format, code: 1, stderr: '' });
      expect(stdout).not.toContain(format === 'github' ? '\n"b"' : '\u001b');
    }
  });
});

describe('ndjson', () => {
  it('is written file by file', async () => {
    const cwd = folder({ Dockerfile: warned });
    const child = spawn(start[0], [...start.slice(1), '--output-format', 'ndjson', 'Dockerfile', '-'], { cwd });
    // The second file, standard input, is not complete before the first has been reported.
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(chunk.toString())).toMatchObject({ path: 'Dockerfile', findings: [{ rule: 'no-latest' }] });
    child.stdin.end('FROM a\n');
    const [rest] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(rest.toString())).toEqual({ path: '-', findings: [] });
    expect(await once(child, 'close')).toEqual([1, null]);
  });
});
