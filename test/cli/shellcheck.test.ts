import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll, type Outcome } from './command.ts';

const path = process.env['PATH'] ?? '';
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
if (!hasShellcheck) console.warn('skipped: tests that run ShellCheck, since it is not installed');

const options = ['--isolated', '--select', 'shellcheck', '--shellcheck'];
const gnu = [...options, '--output-format', 'gnu'];

/** A folder to put on PATH, with a program called shellcheck that runs `script`. */
function fake(script: string, into = folder()): string {
  const file = join(into, 'shellcheck');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return into;
}

const on = (...folders: readonly string[]): { readonly PATH: string } => ({ PATH: folders.join(delimiter) });

const said = ({ stdout }: Outcome): readonly string[] => stdout.split('\n').filter((line) => line !== '');

const dockerfile = 'FROM debian:12\nRUN echo $x\n';

describe.skipIf(process.platform === 'win32')('a ShellCheck that cannot do its work', () => {
  it.each([
    ['absent', undefined, 'shellcheck is not on PATH. Install it (https://www.shellcheck.net) or turn the option off'],
    ['too old', 'test "$1" = --version && echo "version: 0.4.6" || exit 4', /^\S+\/shellcheck is 0\.4\.6; plimsoll needs 0\.7 or later/],
    ['another program', 'echo hello', /is not ShellCheck: it tells no version/],
    [
      'crashing',
      'test "$1" = --version && echo "version: 0.9.0" || { echo "stack overflow" >&2; exit 2; }',
      /ended with exit code 2 \(stack overflow\)/,
    ],
    ['killed', 'kill -9 $$', /was ended by SIGKILL/],
    ['that cannot be started', '', /cannot be started/],
  ])('%s: is one line and exit code 2, and all else goes on', (name, script, message) => {
    const cwd = folder({ 'a/Dockerfile': `${dockerfile}MAINTAINER me\n`, 'b/Dockerfile': dockerfile, '.git/HEAD': '' });
    const bin = script === undefined ? folder() : fake(script);
    if (name === 'that cannot be started') writeFileSync(join(bin, 'shellcheck'), '#!/no/such/interpreter\n');
    const { code, stdout, stderr } = plimsoll(
      ['--isolated', '--select', 'shellcheck,no-maintainer', '--shellcheck', '--output-format', 'gnu'],
      {
        cwd,
        env: on(bin),
      },
    );
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 2, lines: 2 });
    expect(stderr.replace('plimsoll: ', '')).toMatch(message);
    expect(stderr).toContain('(--shellcheck)\n');
    expect(stdout).toContain('no-maintainer');
  });

  it('has run for no comment: none is called unused', () => {
    const cwd = folder({ Dockerfile: `FROM debian:12\n# hadolint ignore=SC2312\nRUN echo $x\n`, 'plimsoll.yaml': 'shellcheck: true\n' });
    const { code, stdout, stderr } = plimsoll(['--output-format', 'gnu'], { cwd, env: on(folder()) });
    expect({ code, stdout }).toMatchObject({ code: 2, stdout: expect.not.stringContaining('SC2312') as unknown });
    expect(stderr).toContain('(plimsoll.yaml:1:13)');
  });
});

describe.skipIf(process.platform === 'win32')('how ShellCheck is started', () => {
  const nothing = 'echo "{\\"comments\\":[]}"';

  it('never from a relative folder, nor from the tree that is linted, whatever leads there', () => {
    const cwd = folder({ Dockerfile: dockerfile, '.git/HEAD': '', 'bin/x': '', 'sub/Dockerfile': dockerfile });
    fake('touch "$(dirname "$0")/ran"', join(cwd, 'bin'));
    const linked = folder();
    symlinkSync(join(cwd, 'bin'), join(linked, 'bin'));
    const program = folder();
    symlinkSync(join(cwd, 'bin/shellcheck'), join(program, 'shellcheck'));
    for (const place of ['bin', '.', '', join(cwd, 'bin'), join(linked, 'bin'), program]) {
      for (const where of [cwd, join(cwd, 'sub')]) {
        const { code, stderr } = plimsoll(gnu, { cwd: where, env: on(place, '/nowhere') });
        expect({ place, code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('shellcheck is not on PATH') as unknown });
      }
    }
    expect(existsSync(join(cwd, 'bin/ran'))).toBe(false);
  });

  it('once for all files, with absolute paths behind --, without a shell and without its variable', () => {
    const log = join(folder(), 'log');
    const bin = fake(`{ echo start; for word in "$@"; do echo "$word"; done; echo "opts=$SHELLCHECK_OPTS"; } >> ${log}\n${nothing}`);
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.Dockerfile`, `FROM debian:12\nRUN echo ${i} $x\n`]));
    const { code } = plimsoll(gnu, { cwd: folder(files), env: { ...on(bin), SHELLCHECK_OPTS: '--format=tty' } });
    const [start, ...words] = readFileSync(log, 'utf8').trim().split('\n');
    const paths = words.slice(words.indexOf('--') + 1, -1);
    expect({ code, start, opts: words.at(-1) }).toEqual({ code: 0, start: 'start', opts: 'opts=' });
    expect(words.slice(0, words.indexOf('--')).every((word) => word.startsWith('--'))).toBe(true);
    expect(paths).toHaveLength(30);
    expect(paths.every((word) => word.startsWith('/'))).toBe(true);
    expect(words).not.toContain('start');
    expect(paths.filter((word) => existsSync(word))).toEqual([]);
  });

  it('in a few goes where the names are too many for a command line', () => {
    const log = join(folder(), 'log');
    const bin = fake(`echo $# >> ${log}\n${nothing}`);
    const text = `FROM debian:12\n${Array.from({ length: 9000 }, (_, i) => `RUN echo ${i}\n`).join('')}`;
    const { code, stderr } = plimsoll(gnu, { cwd: folder({ Dockerfile: text }), env: on(bin) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const counts = readFileSync(log, 'utf8').trim().split('\n').map(Number);
    expect(counts.length).toBeLessThan(6);
    // Each start has its options as well.
    expect(counts.reduce((sum, count) => sum + count - 4, 0)).toBe(9000);
  });

  it('not at all where nobody asks for it', () => {
    const bin = fake(`touch ${join(folder(), 'ran')}`);
    const cwd = folder({ Dockerfile: dockerfile });
    expect(plimsoll([], { cwd, env: on(bin) }).code).not.toBe(2);
    writeFileSync(join(cwd, 'plimsoll.yaml'), 'shellcheck: true\n');
    expect(plimsoll(['--no-shellcheck'], { cwd, env: on(bin) }).code).not.toBe(2);
    expect(plimsoll([], { cwd, env: on(bin) }).code).toBe(2);
  });
});

describe.skipIf(!hasShellcheck)('what ShellCheck says', () => {
  const run = (text: string, args: readonly string[] = gnu): Outcome =>
    plimsoll(args, { cwd: folder({ Dockerfile: text }), env: on(path) });

  it('stands where it stands in the Dockerfile: over continuations, comments and characters of two units', () => {
    const text = 'FROM debian:12\nENV A=1\nRUN echo "é😀" $A $x && \\\n    # nothing\n    echo `date \\\n      -u` \\\n    && read foo\n';
    expect(said(run(text, [...gnu, '--ignore', 'SC2154,SC2034,SC2005']))).toEqual([
      'Dockerfile:3:19: note: Double quote to prevent globbing and word splitting. [shellcheck]',
      'Dockerfile:5:10: warning: Quote this to prevent word splitting. [shellcheck]',
      'Dockerfile:5:10: note: Use $(...) notation instead of legacy backticks `...`. [shellcheck]',
      'Dockerfile:7:8: note: read without -r will mangle backslashes. [shellcheck]',
    ]);
  });

  it('is about every script, in the dialect that is in force', () => {
    const text = `FROM debian:12
RUN <<EOF
#!/bin/bash
# shellcheck disable=SC2154
[[ -n $b ]] && echo $b
EOF
RUN [[ -n $c ]]
RUN bash -c '[[ $d ]] && echo $d'
RUN ["/bin/bash","-c","echo \\"$e\\" $f"]
SHELL ["/bin/bash", "-c"]
RUN [[ -n $g ]]
FROM alpine:3
RUN [[ -n "$PATH" ]]
ONBUILD RUN echo $h
RUN sh -c "echo $PATH"
`;
    const report = JSON.parse(run(text, [...options, '--output-format', 'json']).stdout) as {
      files: [{ findings: { line: number; column: number; codes: string[] }[] }];
    };
    const found = report.files[0].findings.map(({ line, column, codes }) => [line, column, ...codes].join(' '));
    expect(found).toEqual(['5 21 SC2086', '7 5 SC3010', '8 31 SC2086', '9 31 SC2154', '9 36 SC2154', '9 36 SC2086', '14 18 SC2086']);
  });

  it('heeds comments, the configuration and baselines', () => {
    const text =
      'FROM debian:12\n# hadolint ignore=SC2154\nRUN echo $x\n# plimsoll ignore=shellcheck\nRUN echo $x\n# plimsoll ignore=SC2086 -- a list\nRUN echo $x\n';
    const config = 'preset: off\nshellcheck: true\nfail-level: info\nrules:\n  SC2086: error\n';
    const cwd = folder({ Dockerfile: text, 'plimsoll.yaml': config });
    const lint = (...args: readonly string[]): Outcome => plimsoll(['--output-format', 'gnu', ...args], { cwd, env: on(path) });
    expect(said(lint())).toEqual([
      'Dockerfile:3:10: error: Double quote to prevent globbing and word splitting. [shellcheck]',
      'Dockerfile:7:10: warning: x is referenced but not assigned. [shellcheck]',
    ]);
    expect(said(lint('--ignore', 'SC2*'))).toEqual([]);
    expect(lint('--baseline', 'known.json', '--update-baseline').code).toBe(0);
    expect(lint('--baseline', 'known.json')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(plimsoll(['--baseline', 'known.json'], { cwd, env: on(folder()) }).stderr).not.toContain('no longer');
  });

  it('is fixed with --unsafe-fixes, where its own fix can be made', () => {
    const text = "FROM debian:12\nRUN echo $x \\\n    `date \\\n     -u` && sh -c 'echo $y'\n";
    const cwd = folder({ Dockerfile: text });
    const { code, stderr } = plimsoll([...options, '--fix', '--unsafe-fixes', '--ignore', 'SC2154,SC2046'], { cwd, env: on(path) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(
      'FROM debian:12\nRUN echo "$x" \\\n    $(date \\\n     -u) && sh -c \'echo $y\'\n',
    );
    expect(plimsoll([...options, '--fix'], { cwd, env: on(path) }).code).toBe(1);
  });

  it('has a page of its own', () => {
    const { stdout } = run(dockerfile, [...options, '--output-format', 'json']);
    expect(stdout).toContain('"url": "https://www.shellcheck.net/wiki/SC2086"');
    expect(stdout).toContain('"category": "shell"');
  });

  it('comes from standard input as well', () => {
    const args = [...options, '--output-format', 'gnu', '--ignore', 'SC2154', '-'];
    const { stdout } = plimsoll(args, { cwd: folder(), input: dockerfile, env: on(path) });
    expect(stdout).toBe('-:2:10: note: Double quote to prevent globbing and word splitting. [shellcheck]\n');
  });

  it('is asked of every format', () => {
    for (const format of ['sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'codeclimate', 'sonarqube', 'hadolint', 'markdown'])
      expect({ format, text: run(dockerfile, [...options, '--output-format', format]).stdout }).toMatchObject({
        text: expect.stringContaining('Double quote to prevent globbing') as unknown,
      });
  });

  it('reads no file that a script names', () => {
    const cwd = folder({ 'secret.sh': 'if\n', Dockerfile: '', '.shellcheckrc': 'disable=SC2086\nexternal-sources=true\n' });
    const name = join(cwd, 'secret.sh');
    writeFileSync(join(cwd, 'Dockerfile'), `FROM debian:12\nRUN <<EOF\n# shellcheck source=${name}\n. ${name}\necho $PATH\nEOF\n`);
    const { stdout } = plimsoll([...gnu], { cwd, env: on(path) });
    expect(stdout).toBe('Dockerfile:5:6: note: Double quote to prevent globbing and word splitting. [shellcheck]\n');
  });
});
