import { describe, expect, it } from 'vitest';
import { dockerfile } from '../../src/rule.ts';
import { configOf, placesOf, verify, versions, type Eslint, type Message } from './linters.ts';

const all = { 'no-latest-tag': 'error', 'require-assume-yes': 'error', 'no-sudo': 'error' } as const;
const config = configOf(all, { linterOptions: { reportUnusedDisableDirectives: 'warn' } });

describe.each(versions)('comments for ESLint %s', (_, eslint) => {
  const run = (text: string, given = config): readonly string[] => placesOf(verify(eslint, text, given));
  const fixed = (text: string): string => new eslint.Linter().verifyAndFix(text, [config], { filename: 'Dockerfile' }).output;

  it('silence a rule in the next line, with a reason', () => {
    expect(run('# eslint-disable-next-line docker/no-latest-tag -- local only\nFROM a:latest\n')).toEqual([]);
    expect(run('# eslint-disable-next-line\nFROM a:latest\n')).toEqual([]);
    expect(run('# eslint-disable-next-line docker/no-latest-tag\nFROM a:latest\nFROM b:latest\n')).toEqual(['3:6 no-latest-tag']);
  });

  it('mean the whole instruction where it has several lines', () => {
    const text = dockerfile`
      FROM debian:12
      # eslint-disable-next-line docker/require-assume-yes -- asks nothing
      RUN apt-get update \
        && apt-get install curl
      RUN apt-get install git
    `;
    expect(run(text)).toEqual(['5:5 require-assume-yes']);
  });

  it('mean a heredoc to its end', () => {
    const text = 'FROM debian:12\n# eslint-disable-next-line docker/no-sudo\nRUN <<EOF\nsudo a\nsudo b\nEOF\nRUN sudo c\n';
    expect(run(text)).toEqual(['7:5 no-sudo']);
  });

  it('reach over comments of others', () => {
    expect(run('# eslint-disable-next-line docker/no-latest-tag\n# why\nFROM a:latest\nFROM b:latest\n')).toEqual(['4:6 no-latest-tag']);
    const text = 'FROM a:1\n# eslint-disable-next-line docker/no-sudo\n# why\nRUN sudo a \\\n  && sudo b\nRUN sudo c\n';
    expect(run(text)).toEqual(['6:5 no-sudo']);
  });

  it('mean one line where they stand inside an instruction', () => {
    const text = 'FROM a:1\nRUN sudo a \\\n  # eslint-disable-next-line docker/no-sudo\n  && sudo b \\\n  && sudo c\n';
    expect(run(text)).toEqual(['2:5 no-sudo', '5:6 no-sudo']);
  });

  it('do not end a block around them', () => {
    const text = dockerfile`
      FROM a:1
      # eslint-disable docker/no-sudo
      # eslint-disable-next-line docker/no-sudo
      RUN sudo a \
        && sudo b
      RUN sudo c
      # eslint-enable docker/no-sudo
      RUN sudo d
    `;
    expect(run(text).filter((place) => place.endsWith('no-sudo'))).toEqual(['8:5 no-sudo']);
    const other = text
      .replace('disable docker/no-sudo', 'disable docker/no-latest-tag')
      .replace('enable docker/no-sudo', 'enable docker/no-latest-tag');
    expect(run(`${other}FROM b:latest\n`)).toEqual(['2:1 -', '6:5 no-sudo', '8:5 no-sudo', '9:6 no-latest-tag']);
  });

  it('open and close blocks', () => {
    expect(run('FROM a:1\n# eslint-disable\nRUN sudo a\n# eslint-enable\nRUN sudo b\n')).toEqual(['5:5 no-sudo']);
  });

  it('configure rules', () => {
    expect(run('# eslint docker/no-latest-tag: "off"\nFROM a:latest\n')).toEqual([]);
    expect(run('# eslint docker/no-latest-tag: off, docker/no-sudo: [1]\nFROM a:latest\nRUN sudo b\n')).toEqual(['3:5 no-sudo']);
    expect(run('# eslint docker/no-latst-tag: off\nFROM a:1\n')).toHaveLength(1);
    const broken = verify(eslint, '# eslint docker/no-sudo: [error, {\nFROM a:1\nRUN sudo a\n', config);
    expect(placesOf(broken)).toEqual(['1:1 -', '3:5 no-sudo']);
    expect(broken.some(({ fatal }) => fatal)).toBe(false);
  });

  it.each([
    'eslint needs node 20',
    'eslint: see below',
    'eslint note: pinned',
    'eslint',
    'eslint-disabled',
    'ESLINT-DISABLE',
    'eslint_d a-b: c',
  ])('are not what is only English: %s', (comment) => expect(run(`# ${comment}\nFROM a:latest\n`)).toEqual(['2:6 no-latest-tag']));

  it('cannot stand in the line that they speak of', () => {
    const messages = verify(eslint, '# eslint-disable-line docker/no-latest-tag\nFROM a:latest # eslint-disable-line\n', config);
    expect(placesOf(messages)).toContain('1:1 -');
    expect(placesOf(messages).some((place) => place.startsWith('2:'))).toBe(true);
    expect(messages.find(({ line }) => line === 1)?.message).toContain('Use eslint-disable-next-line');
  });

  it('are text in a heredoc', () => {
    expect(run('FROM a:1\nRUN <<EOF\n# eslint-disable\nsudo a\nEOF\n')).toEqual(['4:1 no-sudo']);
  });

  it('are reported once where they silence nothing', () => {
    expect(run('FROM a:1\n# eslint-disable-next-line docker/no-sudo\nRUN a \\\n  && b\n')).toEqual(['2:1 -']);
    expect(run('# eslint-disable-next-line docker/no-sudo, docker/no-latest-tag\nFROM a:latest\n')).toEqual(['1:1 -']);
    expect(fixed('# eslint-disable-next-line docker/no-sudo, docker/no-latest-tag\nFROM a:latest\n')).toBe(
      '# eslint-disable-next-line docker/no-latest-tag\nFROM a:latest\n',
    );
  });

  it.each(['\n', '\r\n'])('leave no empty line in an instruction when --fix takes them out (%j)', (eol) => {
    const text = ['FROM a:1', 'RUN b \\', '    # eslint-disable-next-line docker/no-sudo', '    && c', ''].join(eol);
    expect(fixed(text)).toBe(['FROM a:1', 'RUN b \\', '    && c', ''].join(eol));
    const flat = ['FROM a:1', 'RUN b \\', '# eslint-disable-next-line docker/no-sudo', 'c', ''].join(eol);
    expect(fixed(flat)).toBe(['FROM a:1', 'RUN b \\', ' c', ''].join(eol));
  });

  it('may be the last words of a file', () => {
    for (const text of [
      'FROM a:1\nRUN b \\\n  # eslint-disable-next-line',
      'FROM a:1\n# eslint-disable-next-line',
      '# eslint-disable-next-line\n',
    ])
      expect(() => fixed(text)).not.toThrow();
  });

  it('of others count before ESLint hears of anything', () => {
    expect(run('# plimsoll ignore=no-latest-tag\nFROM a:latest\n')).toEqual([]);
    expect(run('# hadolint ignore=DL3007\nFROM a:latest\n')).toEqual([]);
    expect(run('# plimsoll ignore-file=no-sudo\nFROM a:1\nRUN sudo b\n')).toEqual([]);
    expect(run('# plimsoll ignore=no-latest-tag\nFROM a:latest\n', inlineOff)).toEqual(['2:6 no-latest-tag']);
    const shouting = configOf({ 'prefer-consistent-keyword-case': 'error' });
    expect(run('# check=skip=ConsistentInstructionCasing\nFROM a:1\nrun b\n', shouting)).toEqual([]);
    expect(run('FROM a:1\nrun b\n', shouting)).toHaveLength(1);
  });

  it('of others are known to have silenced something', () => {
    const unused = configOf({ ...all, 'no-unused-suppression': 'error' });
    const text = '# plimsoll ignore=no-latest-tag,no-sudo\nFROM a:latest\n';
    expect(summaries(eslint, text, unused)).toEqual([
      '`no-sudo` silences nothing here. Remove it, so that it cannot hide a later finding.',
    ]);
    expect(summaries(eslint, '# plimsoll ignore=pin-package-versions\nFROM a:1\n', unused)).toEqual([]);
  });

  it('count or not as `linterOptions` has it', () => {
    const without = configOf(all, { linterOptions: { noInlineConfig: true } });
    expect(run('# eslint-disable-next-line\nFROM a:latest\n', without)).toEqual(['1:1 -', '2:6 no-latest-tag']);
  });
});

const inlineOff = configOf(all, { languageOptions: { inlineConfig: false } });

const summaries = (eslint: Eslint, text: string, config: Parameters<typeof verify>[2]): readonly string[] =>
  verify(eslint, text, config).map(({ message }: Message) => message);
