import { describe, expect, it } from 'vitest';
import {
  codesByTool,
  coversCache,
  eachWith,
  managerOf,
  packageCodes,
  packageManagerEntries,
  packageManagers,
  type PackageManager,
} from '../../src/knowledge/package-managers.ts';

describe('the table of package managers', () => {
  it('names no command twice', () => {
    const commands = packageManagerEntries.flatMap(([, row]) => row.commands);
    expect(commands.filter((command, index) => commands.indexOf(command) !== index)).toEqual([]);
  });

  it.each(packageManagerEntries.map(([name, row]) => [name, row] as const))('%s is consistent', (_, row: PackageManager) => {
    const verbs = Object.values(row.verbs).flat();
    expect(new Set(verbs).size).toBe(verbs.length);
    expect(new Set(row.valued).size).toBe(row.valued.length);
    expect(row.valued.filter((option) => !option.startsWith('-'))).toEqual([]);
    expect(row.verbs.install ?? row.verbless ?? row.operations).toBeTruthy();
    for (const answer of [row.yes, row.lean, row.cache?.avoid]) {
      if (answer) expect(answer.options.length > 0 || answer.setting).toBeTruthy();
      if (answer?.setting) expect(answer.setting.key).toBe(answer.setting.key.toLowerCase());
    }
    if (row.cache) {
      const { avoid, clean, commands, paths } = row.cache;
      expect(avoid ?? clean).toBeTruthy();
      expect(paths.filter((path) => !/^[~/]/.test(path))).toEqual([]);
      if (clean && !clean.startsWith('rm ')) expect(commands.some((command) => clean.startsWith(command))).toBe(true);
    }
    for (const pattern of [row.pin?.pinned, row.pin?.exempt, row.pin?.floating, row.pin?.nextWord])
      expect(pattern?.global ?? false).toBe(false);
  });

  it.each([
    ['apt-get', 'apt'],
    ['dnf5', 'dnf'],
    ['microdnf', 'microdnf'],
    ['pip3.12', 'pip'],
    ['pip-3.11', 'pip'],
    ['mamba', 'conda'],
    ['gem3.2', 'gem'],
    ['go1.22.1', 'go'],
    ['composer-2.7', 'composer'],
    ['pipeline', undefined],
    ['gopher', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%s is %s', (command, name) => {
    expect(managerOf(command)?.[0]).toBe(name);
  });

  it('gives the codes of other tools only to the commands they know', () => {
    expect(packageCodes(packageManagers.apt, 'yes', 'apt-get')).toContain('DL3014');
    expect(packageCodes(packageManagers.apt, 'yes', 'apt')).toEqual([]);
    expect(packageCodes(packageManagers.microdnf, 'cache', 'microdnf')).toEqual(['DL3040', 'DS-0027']);
    expect(codesByTool('yes').hadolint).toEqual(['DL3014', 'DL3038', 'DL3030', 'DL3034']);
    expect(codesByTool('cache').trivy).toEqual(['DS-0025', 'DS-0019', 'DS-0027', 'DS-0015', 'DS-0020']);
  });

  it('makes one example for each row with a fact', () => {
    expect(eachWith('lean', ({ lean }, name) => [name, lean.write])).toEqual([
      ['apt', '--no-install-recommends'],
      ['aptitude', '--without-recommends'],
      ['dnf', '--setopt=install_weak_deps=False'],
      ['microdnf', '--setopt=install_weak_deps=0'],
      ['zypper', '--no-recommends'],
    ]);
  });
});

describe('coversCache', () => {
  it.each([
    ['apt', '/var/lib/apt/lists', 'mount', true],
    ['apt', '/var/lib/apt', 'mount', true],
    ['apt', '/var/lib/apt/', 'mount', true],
    ['apt', '/var/cache/apt', 'mount', false],
    ['apt', '/var/lib/apt/lists/*', 'remove', true],
    ['apt', '/var/lib/apt/lists/', 'remove', true],
    ['apt', '/var/lib/apt/lists/partial', 'remove', false],
    ['apt', '/var/lib/apt/listsx', 'remove', false],
    ['apt', '/var/lib/*', 'remove', true],
    ['apt', '/tmp/*', 'remove', false],
    ['dnf', '/var/cache/yum', 'remove', true],
    ['dnf', '/var/cache/*', 'remove', true],
    ['pip', '/root/.cache/pip', 'mount', true],
    ['pip', '/home/app/.cache', 'mount', true],
    ['pip', '~/.cache', 'remove', true],
    ['pip', '$HOME/.cache/pip', 'remove', true],
    ['pip', '/root', 'mount', true],
    ['pip', '/root/.cached', 'remove', false],
    ['pip', '/root/.npm', 'remove', false],
    ['npm', '/root/.npm/_cacache', 'mount', true],
    ['go', '/usr/local/go', 'remove', false],
    ['go', '/go', 'remove', true],
    ['go', '/root/go', 'remove', true],
    ['go', '/go/pkg/mod/*', 'remove', true],
    ['yarn', '/usr/local/share/.cache/yarn/v6', 'mount', true],
  ] as const)('%s %s %s: %s', (name, path, how, covered) => {
    expect(coversCache(packageManagers[name].cache, path, how)).toBe(covered);
  });
});
