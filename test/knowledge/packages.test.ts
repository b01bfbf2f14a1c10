import { describe, expect, it } from 'vitest';
import { hasRuntimeUse, packageNameOf, packageNote, packageNotes } from '../../src/knowledge/packages.ts';

describe('the table of packages', () => {
  it('names no package twice', () => {
    const names = packageNotes.flatMap(({ names }) => names);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[@a-z0-9][\w.+-]*$/.test(name))).toEqual([]);
  });

  it('names what is used at run time among the packages it knows', () => {
    for (const note of packageNotes) for (const name of note.runtimeUse ?? []) expect(packageNote(name)?.class, name).toBe(note.class);
  });

  it.each([
    ['vim', 'editor'],
    ['gdb', 'debugger'],
    ['nginx-dbg', 'debugger'],
    ['curl-doc', 'manual'],
    ['telnet', 'network-tool'],
    ['sudo', 'privilege'],
    ['gcc-12', 'compiler'],
    ['openjdk-17-jdk', 'compiler'],
    ['openjdk-17-jre', undefined],
    ['java-17-openjdk-devel', 'compiler'],
    ['libpq-dev', 'headers'],
    ['openssl-devel', 'headers'],
    ['libpq5', undefined],
    ['git', 'version-control'],
    ['openssh-server', 'ssh-server'],
    ['openssh-client', undefined],
    ['cron', 'daemon'],
    ['supervisor', 'supervisor'],
    ['curl', undefined],
    ['ca-certificates', undefined],
    ['nginx', undefined],
    ['constructor', undefined],
  ])('%s: %s', (name, kind) => {
    expect(packageNote(name)?.class).toBe(kind);
  });

  it.each([
    ['git', true],
    ['gcc', true],
    ['cmake', false],
    ['vim', false],
    ['libpq-dev', false],
    ['openssh-server', false],
    ['openssh', true],
  ])('%s has a use at run time: %s', (name, used) => {
    const note = packageNote(name);
    expect(note && hasRuntimeUse(note, name)).toBe(used);
  });

  it.each([
    ['curl', 'curl'],
    ['curl=7.88.1-10', 'curl'],
    ['curl:amd64', 'curl'],
    ['jdk/bookworm-backports', 'jdk'],
    ['g++', 'g++'],
    ['curl~=8.1', 'curl'],
    ['curl@edge', 'curl'],
    ['curl-7.76.1-19.el9', 'curl'],
    ['gcc-12', 'gcc-12'],
    ['openjdk-17-jdk', 'openjdk-17-jdk'],
    ['@development', '@development'],
  ])('%s is %s', (word, name) => {
    expect(packageNameOf(word)).toBe(name);
  });
});
