import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { command, folder, isStandalone, plimsoll, start } from './command.ts';

const files = {
  Dockerfile: 'FROM a:latest\n',
  'a/x.txt': 'FROM a\n',
  'a/Dockerfile': 'FROM a\n',
  'new\nline': 'FROM a\n',
  '-': 'FROM a\n',
};
const stream = ['--files-from', '-', '--output-format', 'ndjson'];

const lint = (input: string, ...args: string[]): { paths: string[]; code: number | null; stderr: string } => {
  const { code, stdout, stderr } = plimsoll([...stream, ...args], { cwd: folder(files), input });
  const lines = stdout.split('\n').filter(Boolean);
  return { paths: lines.map((line) => (JSON.parse(line) as { path: string }).path), code, stderr };
};

describe('--files-from', () => {
  it.each([
    ['lines', 'Dockerfile\na/x.txt\n', ['Dockerfile', 'a/x.txt']],
    ['lines without a last line end', 'Dockerfile\na/x.txt', ['Dockerfile', 'a/x.txt']],
    ['lines of Windows', 'Dockerfile\r\n\r\na/x.txt\r\n', ['Dockerfile', 'a/x.txt']],
    ['NULs', 'Dockerfile\0new\nline\0', ['Dockerfile', 'new\nline']],
    ['names that come twice', 'a/x.txt\na/x.txt\n', ['a/x.txt', 'a/x.txt']],
    ['a folder', 'a\n', ['a/Dockerfile']],
    ['a file called -', '-\n', ['./-']],
    ['nothing', '', []],
  ])('takes %s', (_, input, expected) => {
    expect(lint(input)).toEqual({ paths: expected, code: expected.includes('Dockerfile') ? 1 : 0, stderr: '' });
  });

  it('lints what is named whatever --exclude says, and takes no name for a pattern', () => {
    expect(lint('a/x.txt\na\n', '--exclude', 'a/*').paths).toEqual(['a/x.txt']);
    expect(lint('**/Dockerfile\nDockerfile\n')).toEqual({
      ...{ paths: ['**/Dockerfile', 'Dockerfile'], code: 2 },
      stderr: 'plimsoll: **/Dockerfile: no such file or directory\n',
    });
  });

  it('answers for files that cannot be read as well, and merge says so again', () => {
    const cwd = folder({ ...files, 'bad/plimsoll.yaml': 'presett: all\n', 'bad/Dockerfile': 'FROM a\n' });
    const { code, stdout } = plimsoll(stream, { cwd, input: 'none\na/x.txt\nbad/Dockerfile\n' });
    expect(code).toBe(2);
    const lines = stdout.split('\n').filter(Boolean);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { path: 'bad/Dockerfile', findings: [], error: 'not linted: bad/plimsoll.yaml has errors' },
      { path: 'none', findings: [], error: 'no such file or directory' },
      { path: 'a/x.txt', findings: [] },
    ]);
    const merged = plimsoll(['merge', '-', '--output-format', 'json'], { cwd, input: stdout });
    expect(merged).toMatchObject({ code: 2, stderr: expect.stringContaining('plimsoll: none: no such file or directory\n') as string });
    expect(JSON.parse(merged.stdout)).toMatchObject({ files: [{ path: 'a/x.txt' }], summary: { files: 1 } });
    const again = plimsoll(['merge', '-', '--output-format', 'ndjson', '--exit-zero'], { cwd, input: stdout });
    expect(again).toMatchObject({ code: 2, stdout });
  });

  it('reads a file, and makes one report of all where the format wants that', () => {
    const cwd = folder({ ...files, list: 'Dockerfile\na/x.txt\nDockerfile\n' });
    const { code, stdout } = plimsoll(['--files-from', 'list', '--output-format', 'json'], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { files: 2, findings: 1 } });
  });

  it.each([
    [['--files-from', 'none'], '--files-from none: no such file or directory'],
    [['--files-from', '.'], '--files-from .: is a directory'],
    [['--files-from', '-', 'Dockerfile'], '--files-from names the files: leave out the paths'],
    [['--files-from', '-', '--select', 'no-lates'], "unknown rule 'no-lates' (did you mean 'no-latest'?)"],
  ])('%j is refused', (args, message) => {
    const { code, stdout, stderr } = plimsoll(args, { cwd: folder(files) });
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: `plimsoll: ${message}` });
  });

  it('answers each name before the next one is written, so that it can be a mapper', async () => {
    const child = spawn(start[0], [...start.slice(1), ...stream], { cwd: folder(files), stdio: ['pipe', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (const path of ['Dockerfile', 'a/x.txt', 'Dockerfile']) {
      child.stdin.write(`${path}\n`);
      const { value } = (await answers.next()) as { value: string };
      expect(JSON.parse(value)).toMatchObject({ path });
    }
    child.stdin.end();
    expect(await exit).toEqual([1, null]);
  });

  it.skipIf(isStandalone)('needs no more memory for a long list', { timeout: 60_000 }, () => {
    const script = `yes a/x.txt | head -n 50000 | "${process.execPath}" --max-old-space-size=24 "${command}" ${stream.join(' ')} | wc -l`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder(files), encoding: 'utf8' });
    expect({ lines: Number(stdout), stderr }).toEqual({ lines: 50_000, stderr: '' });
  });
});
