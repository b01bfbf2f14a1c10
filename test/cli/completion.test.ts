import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lintCommand } from '../../src/cli/command-line.ts';
import { folder, plimsoll } from './command.ts';

vi.stubGlobal('PLIMSOLL_VERSION', '1.2.3');

const has = (shell: string): boolean => {
  const found = spawnSync(shell, ['--version']).status === 0;
  if (!found) console.warn(`skipped: completion in ${shell}, which is not here`);
  return found;
};

type Shell = 'bash' | 'zsh' | 'fish';
const script = (shell: Shell): string => plimsoll(['completion', shell], { cwd: folder() }).stdout;

/** Runs a shell in a folder with its completion script and one file; gives the lines that it prints. */
function run(shell: Shell, test: string, lines: readonly string[] = []): readonly string[] {
  const cwd = folder({ completion: script(shell), test, 'Dockerfile.x': '', 'conf.yaml': '' });
  const noStart = shell === 'bash' ? ['--norc', '--noprofile'] : shell === 'zsh' ? ['-f'] : ['--no-config'];
  const env = { PATH: process.env['PATH'], HOME: cwd, TERM: 'dumb' };
  const { stdout, stderr } = spawnSync(shell, [...noStart, join(cwd, 'test'), ...lines], { cwd, env, encoding: 'utf8', timeout: 25_000 });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

/** What the lines below become, or may become. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'plimsoll --preset st': ['strict'],
  'plimsoll --preset=st': ['strict'],
  'plimsoll --output-format co': ['codeclimate'],
  'plimsoll --fail-level w': ['warning'],
  'plimsoll --select no-l': ['no-latest'],
  'plimsoll --ignore no-latest,no-m': ['no-latest,no-maintainer'],
  'plimsoll --extend-select=no-latest,no-m': ['no-latest,no-maintainer'],
  'plimsoll --isol': ['--isolated'],
  'plimsoll --fix --unsafe': ['--unsafe-fixes'],
  'plimsoll expl': ['explain'],
  'plimsoll explain pin': ['pin-packages'],
  'plimsoll rules --cat': ['--category'],
  'plimsoll rules --category use': ['user'],
  'plimsoll rules --output-format mark': ['markdown'],
  'plimsoll completion fi': ['fish'],
  'plimsoll ast --no': ['--no-color'],
};
const lines = Object.keys(expected);

describe('plimsoll completion', () => {
  it.each(['bash', 'zsh', 'fish'] as const)('%s knows every option', (shell) => {
    const text = script(shell);
    for (const { long } of lintCommand().options) expect(text).toContain(shell === 'fish' ? `-l ${long?.slice(2) ?? ''}` : long);
  });

  it('needs a shell that it knows', () => {
    const message = 'plimsoll: completion needs a shell: bash, zsh, fish';
    for (const args of [[], ['csh'], ['bash', 'zsh'], ['toString']])
      expect(plimsoll(['completion', ...args], { cwd: folder() })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(message) as string,
      });
  });

  it.runIf(has('bash'))('works in bash', () => {
    const test = `. ./completion
for line in "$@"; do
  COMP_WORDS=(\${line//=/ = }) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
  _plimsoll
  echo "\${COMPREPLY[*]}"
done
complete -p plimsoll`;
    expect(run('bash', test, lines)).toEqual([
      ...Object.values(expected).map((words) => words.join(' ')),
      'complete -o default -F _plimsoll plimsoll',
    ]);
    expect(run('bash', test, ['plimsoll --config co'])).toEqual(['complete -o default -F _plimsoll plimsoll']);
  });

  it.runIf(has('fish'))('works in fish', () => {
    const test = 'source completion; for line in $argv; echo "> $line"; complete -C "$line" | string replace -r "\\t.*" ""; end';
    const answers = Object.entries(expected).flatMap(([line, words]) => [
      `> ${line}`,
      ...words.map((word) => `${/--[a-z-]+=/.exec(line)?.[0] ?? ''}${word}`),
    ]);
    expect(run('fish', test, lines)).toEqual(answers);
    expect(run('fish', test, ['plimsoll --config co', 'plimsoll Docker'])).toEqual([
      ...['> plimsoll --config co', 'completion', 'conf.yaml', '> plimsoll Docker', 'Dockerfile.x'],
    ]);
  });

  it.runIf(has('zsh'))('works in zsh', { timeout: 60_000 }, () => {
    const test = `zmodload zsh/zpty
zpty z "TERM=dumb zsh -f -i"
answer() { local out chunk; while zpty -r -m z chunk "*$1*"; do out+=$chunk; [[ $out == *$1* ]] && break; done; print -r -- "$out" }
zpty -w z 'PS1=; autoload -Uz compinit; compinit -D -u; source ./completion; unsetopt beep; print READY'
answer $'\\nREADY' >/dev/null
zpty -w z 'show() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N show; bindkey "^X" show; print READY2'
answer $'\\nREADY2' >/dev/null
for line in "$@"; do zpty -w -n z "$line"$'\\t\\x18'; answer '>>'; done | grep -o '<<.*>>'
zpty -d z`;
    const shown = run('zsh', test, [...lines, 'plimsoll --config conf', 'plimsoll Docker']).map((line) =>
      line.slice(2, -2).replace(/[ =]$/, ''),
    );
    const answers = Object.entries(expected).map(([line, words]) => `${line.replace(/[^ =]*$/, '')}${words.join(' ')}`);
    expect(shown).toEqual([...answers, 'plimsoll --config conf.yaml', 'plimsoll Dockerfile.x']);
  });
});

describe('plimsoll rules', () => {
  const names = (...args: string[]): readonly string[] => {
    const { stdout } = plimsoll(['rules', '--output-format', 'json', ...args], { cwd: folder() });
    return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
  };

  it.each([
    [['--category', 'packages'], ['pin-packages']],
    [['--preset', 'cis'], ['no-maintainer']],
    [
      ['--preset', 'hadolint'],
      ['no-latest', 'no-maintainer', 'pin-packages', 'valid-syntax'],
    ],
    [['--fixable'], ['no-latest', 'no-maintainer', 'require-ignore-file']],
    [['--fixable', '--preset', 'strict', '--category', 'base-image'], ['no-latest']],
    [['--category', 'network'], []],
  ])('%j', (args, expectedNames) => expect(names(...args)).toEqual(expectedNames));

  it('are a table, in Markdown as well', () => {
    const { stdout } = plimsoll(['rules', '--category', 'metadata', '--output-format', 'markdown'], { cwd: folder() });
    expect(stdout).toBe(
      '| Rule | Severity | Fix | Presets | Summary |\n| --- | --- | --- | --- | --- |\n' +
        '| [`no-maintainer`](rules/README.md#no-maintainer) | error | safe | recommended, strict, cis | Disallow `MAINTAINER`. |\n',
    );
    expect(plimsoll(['rules', '--category', 'metadata'], { cwd: folder() }).stdout.split('\n').at(-2)).toBe('1 rule');
  });
});

describe('a mistyped word', () => {
  it.each([
    [['ruels'], "no file or command is called 'ruels' (did you mean 'rules'?)"],
    [['explian', 'DL3007'], "no file or command is called 'explian' (did you mean 'explain'?)"],
    [['rules', '--fixabel'], "unknown option '--fixabel' (did you mean --fixable?)"],
    [['rules', '--category', 'usr'], "option '--category <name>' argument 'usr' is invalid"],
    [['--exlude', 'x'], "unknown option '--exlude' (did you mean --exclude?)"],
  ])('%j gets the nearest one', (args, message) => {
    const { code, stdout, stderr } = plimsoll(args, { cwd: folder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`plimsoll: ${message}`);
  });

  it('is a file where there is one', () => {
    expect(plimsoll(['ruels'], { cwd: folder({ ruels: 'FROM a\n' }) }).code).toBe(0);
    expect(plimsoll(['app'], { cwd: folder({ 'app/Dockerfile': 'FROM a\n' }) }).code).toBe(0);
  });
});
