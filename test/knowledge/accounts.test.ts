import { describe, expect, it } from 'vitest';
import { accountCommand, accountCommands, accountRecipes, commonAccounts, rootAccounts } from '../../src/knowledge/accounts.ts';
import type { ImageFamily } from '../../src/knowledge/images.ts';
import type { Command } from '../../src/nodes.ts';
import { parseScript } from '../../src/shell/script.ts';
import { joined } from '../shell/joined.ts';

const commands = (text: string): readonly Command[] => parseScript(joined(text), 'sh', 'instruction').commands;

describe('account commands', () => {
  it.each(Object.entries(accountCommands).flatMap(([name, rows]) => rows.map((row, index) => [`${name} ${index}`, row] as const)))(
    '%s: every option with a meaning takes a value where it must',
    (_, row) => {
      for (const option of [...row.id, ...row.group, ...row.shell]) expect(row.valued).toContain(option);
      for (const option of [...row.system, ...row.ownGroup, ...row.noHome, ...row.home]) expect(row.valued).not.toContain(option);
      expect(row.source).toMatch(/^https:/);
    },
  );

  it.each([
    ['useradd', 'alpine', [], 'useradd.8'],
    ['adduser', 'alpine', [], 'busybox'],
    ['adduser', 'debian', [], 'debian'],
    ['adduser', 'rhel', [], 'shadow-utils'],
    ['adduser', 'unknown', [], 'debian'],
    ['adduser', 'unknown', ['-D'], 'busybox'],
    ['adduser', 'unknown', ['-S', '-G'], 'busybox'],
    ['adduser', 'unknown', ['--disabled-password'], 'debian'],
    ['addgroup', 'unknown', ['-S'], 'busybox'],
    ['addgroup', 'debian', ['--system'], 'debian'],
    ['addgroup', 'rhel', [], 'busybox'],
  ] as const)('%s on %s with %o', (name, family, options, source) => {
    expect(accountCommand(name, family, options)?.source).toContain(source);
  });

  it('knows no other command', () => {
    expect(accountCommand('constructor', 'debian')).toBeUndefined();
    expect(accountCommand('apt-get', 'debian')).toBeUndefined();
  });
});

describe('account recipes', () => {
  it.each(Object.entries(accountRecipes) as [ImageFamily, (typeof accountRecipes)[ImageFamily] & object][])(
    '%s makes a system group and user',
    (family, recipe) => {
      const made = commands(recipe.commands.join(' && '));
      expect(made).toHaveLength(2);
      for (const command of made) {
        const texts = command.words.map(({ text }) => text);
        const row = accountCommand(command.name, family, texts);
        expect(row?.action).toBe('create');
        expect(texts.some((text) => row?.system.includes(text))).toBe(true);
        expect(texts.at(-1)).toBe('app');
      }
    },
  );

  it('has no common account that is root', () => {
    expect(commonAccounts.filter(({ name, uid }) => rootAccounts.has(name) || rootAccounts.has(String(uid)))).toEqual([]);
  });
});
