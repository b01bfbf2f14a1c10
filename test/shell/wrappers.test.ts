import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/script.ts';
import { at, joined } from './joined.ts';

test.each<[string, string, string, string]>([
  ['apt-get install x', '', 'apt-get', 'apt-get install x'],
  ['sudo -E -u root env A=b apt-get install x', 'sudo,env', 'apt-get', 'apt-get install x'],
  ['/usr/bin/sudo -uroot -- apt-get update', 'sudo', 'apt-get', 'apt-get update'],
  ['sudo --user=root --preserve-env -Hu "$USER" A=1 a', 'sudo', 'a', 'a'],
  ['sudo --user root a', 'sudo', 'a', 'a'],
  ['sudo -l', '', 'sudo', 'sudo -l'],
  ['sudo -i', '', 'sudo', 'sudo -i'],
  ['sudo $OPTIONS a', 'sudo', '', '$OPTIONS a'],
  ['doas -u x a -b', 'doas', 'a', 'a -b'],
  ['env', '', 'env', 'env'],
  ['env A=b', '', 'env', 'env A=b'],
  ['env -i -u X "A=$b" C=d a', 'env', 'a', 'a'],
  ["env -S 'a b' c", '', 'env', "env -S 'a b' c"],
  ['timeout -k 5 30 curl x', 'timeout', 'curl', 'curl x'],
  ['timeout --signal=KILL 30s curl x', 'timeout', 'curl', 'curl x'],
  ['nohup nice -n 10 ionice -c2 -n7 make -j', 'nohup,nice,ionice', 'make', 'make -j'],
  ['xargs -0 -r rm -rf', 'xargs', 'rm', 'rm -rf'],
  ['xargs -n 1 -P4 -I {} cp {} x', 'xargs', 'cp', 'cp {} x'],
  ['xargs', '', 'xargs', 'xargs'],
  ['time -p a', 'time', 'a', 'a'],
  ['\\time -f %e -o x a', 'time', 'a', 'a'],
  ['time sudo a', 'time,sudo', 'a', 'a'],
  ['exec "$@"', 'exec', '', '"$@"'],
  ['exec -a x y', 'exec', 'y', 'y'],
  ['exec >x', '', 'exec', 'exec'],
  ['command -v curl', '', 'command', 'command -v curl'],
  ['command -p curl', 'command', 'curl', 'curl'],
  ['builtin cd /', 'builtin', 'cd', 'cd /'],
  ['chroot --userspec=a:b /mnt apt-get update', 'chroot', 'apt-get', 'apt-get update'],
  ['gosu nobody true', 'gosu', 'true', 'true'],
  ['gosu --version', '', 'gosu', 'gosu --version'],
  ['su-exec $USER true', 'su-exec', 'true', 'true'],
  ['setpriv --reuid 1 --regid=1 --clear-groups a', 'setpriv', 'a', 'a'],
  ['stdbuf -oL -e 0 a', 'stdbuf', 'a', 'a'],
  ['busybox wget x', 'busybox', 'wget', 'wget x'],
  ['busybox --install -s /bin', '', 'busybox', 'busybox --install -s /bin'],
  ['eatmydata apt-get update', 'eatmydata', 'apt-get', 'apt-get update'],
  ['runuser -u x -- a', 'runuser', 'a', 'a'],
  ['runuser x -c a', '', 'runuser', 'runuser x -c a'],
  ['A=1 sudo B=2 a', 'sudo', 'a', 'a'],
])('%s', (file, wrappers, name, words) => {
  const [command, more] = parseScript(joined(file), 'bash', 'instruction').commands;
  expect(more).toBeUndefined();
  expect(command?.wrappers.join()).toBe(wrappers);
  expect(command?.name).toBe(name);
  expect(command?.words.map(({ text }) => text).join(' ')).toBe(words);
});

test('assignments of env and sudo count as the command’s', () => {
  const file = 'A=1 sudo B=\\\n2 env "C=$x y" D= apt-get';
  const [command] = parseScript(joined(file), 'sh', 'instruction').commands;
  expect(command?.assignments.map(({ name, value, range }) => [name, value?.text, value?.value, at(file, range)])).toEqual([
    ['A', '1', '1', 'A=1'],
    ['B', '2', '2', 'B=2'],
    ['C', '$x y"', undefined, '"C=$x y"'],
    ['D', '', '', 'D='],
  ]);
  expect(command?.assignments.map(({ value }) => value && at(file, value.range))).toEqual(['1', '2', '$x y"', '']);
});

test('find runs commands', () => {
  const file = 'sudo find / -name x -exec env rm -f {} \\; -o -execdir sh -c "a +" {} + -print | cat';
  const { commands } = parseScript(joined(file), 'sh', 'instruction');
  expect(commands.map(({ name, wrappers, range, pipe }) => [name, wrappers.join(), at(file, range), pipe?.index])).toEqual([
    ['find', 'sudo', file.slice(0, -6), 0],
    ['rm', 'sudo,find,env', 'env rm -f {}', 0],
    ['sh', 'sudo,find', 'sh -c "a +" {}', 0],
    ['cat', '', 'cat', 1],
  ]);
});

test.each(['find . -exec', 'find . -exec \\;', 'find'])('%s runs none', (file) => {
  expect(parseScript(joined(file), 'sh', 'instruction').commands.map(({ name }) => name)).toEqual(['find']);
});
