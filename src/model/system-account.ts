import type { ShellWord } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { accountsOf, type Account } from './accounts.ts';
import type { Model, StageInfo } from './model.ts';

/** The accounts of a stage that services run as although they are made for people, their groups included. */
export function serviceAccounts(stage: StageInfo, model: Model): readonly Account[] {
  const accounts = accountsOf(stage, model);
  const users = accounts.filter(({ kind, name }) => kind === 'user' && name !== undefined);
  const running = new Set(usersOf(model).map((name) => name.split(':', 1)[0]));
  const services = users.filter((user) => (running.has(user.name) || users.length === 1) && !isPersonal(user, accounts, stage, model));
  const groups = new Set(services.flatMap(({ group, name }) => [group, name]));
  return accounts.filter((one) => !one.isSystem && !one.id && (services.includes(one) || (one.kind === 'group' && groups.has(one.name))));
}

/** Makes it a system account, and keeps what the program would otherwise do: the group of the same name, and the home folder. */
export function systemEdits(account: Account, stage: StageInfo, model: Model): readonly TextEdit[] | null {
  const { command, options, row } = account;
  const [word] = command.words;
  const [short, long] = row.system;
  if (!word || short === undefined || long === undefined) return null;
  const isLong = command.words.some(({ text }) => text.startsWith('--')) || (row.families?.includes('debian') ?? false);
  const flags = [isLong ? long : short];
  const edits: TextEdit[] = [];
  if (account.kind === 'user') {
    const has = (names: readonly string[]): boolean => names.some((name) => options.has(name));
    if (isBusybox(account) && !has(row.group)) {
      const before = ownGroup(account, stage, model);
      if (!before) return null;
      edits.push(...before);
      flags.push(isLong ? '--ingroup' : '-G', account.word.text);
    }
    if (row.families?.includes('debian')) {
      if (!has(row.group) && !has(row.ownGroup)) flags.push('--group');
      if (!has(row.noHome) && !options.has('--home')) flags.push('--home', `/home/${account.word.text}`);
    }
    // /etc/login.defs there says CREATE_HOME yes, which --system overrides.
    if (word.value === 'useradd' && isHomeMade(stage) && !has(row.home) && !has(row.noHome)) flags.push(isLong ? '--create-home' : '-m');
  }
  return [...edits, { range: [word.range[1], word.range[1]], text: ` ${flags.join(' ')}` }];
}

const isBusybox = ({ row }: Account): boolean => row.families?.includes('busybox') ?? false;
const isHomeMade = ({ family }: StageInfo): boolean => family === 'rhel' || family === 'suse';

/** With -S the group is nogroup unless one is named: makes it first, where it is not there. */
function ownGroup({ command, name, word, kind }: Account, stage: StageInfo, model: Model): readonly TextEdit[] | undefined {
  if (accountsOf(stage, model).some((one) => one.kind !== kind && one.name === name)) return [];
  // In front of a command whose turn depends on others a second one would change what depends on what.
  if (command.nesting.length > 0 || command.pipe || command.background || command.wrappers.length > 0) return undefined;
  return [{ range: [command.range[0], command.range[0]], text: `addgroup -S ${word.text} && ` }];
}

/** Made for somebody who logs in: with a shell to work in, a password, or the right to become root; or with a number that was chosen. */
function isPersonal(user: Account, accounts: readonly Account[], { node }: StageInfo, model: Model): boolean {
  const { options, row, id, name, group } = user;
  const shell = row.shell.map((option) => options.get(option)).find((one) => one !== undefined);
  if (id || accounts.some((one) => one.kind === 'group' && one.id && (one.name === group || one.name === name))) return true;
  if (/(?:\/|^)(?:ba|z|fi|da|k|git-)?sh(?:ell)?$/.test(shell ?? '') && !/\/(?:da)?sh$/.test(shell ?? '')) return true;
  if (options.has('-p') || options.has('--password')) return true;
  return node.instructions.some(
    (one) => one.type === 'Run' && model.scripts(one).some(({ commands }) => commands.some(({ words }) => givesRights(words, name ?? ''))),
  );
}

/** `usermod -aG sudo app`, `adduser app wheel`, `echo 'app ALL=…'`, `echo app:secret | chpasswd`. */
function givesRights(words: readonly ShellWord[], name: string): boolean {
  const text = words.map((word) => word.value ?? word.text).join(' ');
  if (!text.includes(name)) return false;
  return (
    /(?:^|[\s,])(?:sudo|wheel)(?:[\s,]|$)/.test(text) ||
    /\bALL *=/.test(text) ||
    (text.includes(`${name}:`) && /^(?:echo|printf)\b/.test(text))
  );
}

/** Whom the file's USERs name, variables put in. */
const usersOf = (model: Model): readonly string[] =>
  model.dockerfile.instructions.flatMap((one) => {
    const name = one.type === 'User' && one.args[0] ? model.resolve(one.args[0], one) : undefined;
    return name === undefined ? [] : [name];
  });
