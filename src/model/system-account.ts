import type { ShellWord } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { accountsOf, type Account } from './accounts.ts';
import type { Model, StageInfo } from './model.ts';
import { startOf, stepsDown } from './start.ts';

export interface ServiceAccount extends Account {
  /** The file makes a group of the user's name as well. */
  readonly hasGroup: boolean;
}

/** The accounts of the image that services run as although they are made for people, their groups included. */
export function serviceAccounts(model: Model): readonly ServiceAccount[] {
  const stages = model.stages.filter(({ isShipped }) => isShipped).map((stage) => [stage, accountsOf(stage, model)] as const);
  if (stages.every(([, accounts]) => accounts.length === 0)) return [];
  const start = startOf(model);
  const running = new Set(usersOf(model).map((name) => name.split(':', 1)[0]));
  const steps = stepsDown(model, start);
  const waits = start.programs.every((program) => idle.test(program));
  return stages.flatMap(([stage, accounts]) => {
    if (accounts.length === 0) return [];
    const users = accounts.filter(({ kind, name }) => kind === 'user' && name !== undefined);
    const people = personalNames(stage, accounts, model);
    const isService = (user: Account): boolean =>
      (running.has(user.name) || (steps && users.length === 1)) && !people.has(user.name ?? '') && !isPersonal(user, people, waits);
    const services = new Set(users.filter(isService));
    const groups = new Set([...services].flatMap(({ group, name }) => [group, name]));
    const made = new Set(accounts.flatMap(({ kind, name }) => (kind === 'group' ? [name] : [])));
    return accounts
      .filter((one) => !one.isSystem && !one.id && (services.has(one) || (one.kind === 'group' && groups.has(one.name))))
      .map((one) => ({ ...one, hasGroup: made.has(one.name) }));
  });
}

/** Makes it a system account, and keeps what the program would otherwise do: the group of the same name, and the home folder. */
export function systemEdits(account: ServiceAccount, model: Model): readonly TextEdit[] | null {
  const { command, options, row } = account;
  const [word] = command.words;
  const stage = model.stageOf(account.run);
  const [short, long] = row.system;
  if (!word || !stage || short === undefined || long === undefined) return null;
  const isDebian = row.families?.includes('debian') ?? false;
  const isShadow = !isDebian && !isBusybox(account);
  const isLong = command.words.some(({ text }) => text.startsWith('--')) || isDebian;
  const flags = [isLong ? long : short];
  const edits: TextEdit[] = [];
  if (account.kind === 'user') {
    const has = (names: readonly string[]): boolean => names.some((name) => options.has(name));
    if (isBusybox(account) && !has(row.group)) {
      const before = ownGroup(account);
      if (!before) return null;
      edits.push(...before);
      flags.push(isLong ? '--ingroup' : '-G', account.word.text);
    }
    if (isDebian) {
      if (!has(row.group) && !has(row.ownGroup)) flags.push('--group');
      if (!has(row.noHome) && !options.has('--home')) flags.push('--home', `/home/${account.word.text}`);
    }
    // /etc/login.defs there says CREATE_HOME yes, which --system overrides.
    if (isShadow && isHomeMade(stage) && !has(row.home) && !has(row.noHome)) flags.push(isLong ? '--create-home' : '-m');
  }
  return [...edits, { range: [word.range[1], word.range[1]], text: ` ${flags.join(' ')}` }];
}

const isBusybox = ({ row }: Account): boolean => row.families?.includes('busybox') ?? false;
const isHomeMade = ({ family }: StageInfo): boolean => family === 'rhel' || family === 'suse';

/** With -S the group is nogroup unless one is named: makes it first, where it is not there. */
function ownGroup({ command, word, hasGroup }: ServiceAccount): readonly TextEdit[] | undefined {
  if (hasGroup) return [];
  // In front of a command whose turn depends on others a second one would change what depends on what.
  if (command.nesting.length > 0 || command.pipe || command.background || command.wrappers.length > 0) return undefined;
  return [{ range: [command.range[0], command.range[0]], text: `addgroup -S ${word.text} && ` }];
}

/** Made for somebody to work in: with a shell where nothing else is started, rights or a password; or with a number that was chosen. */
function isPersonal({ options, row, id, group }: Account, people: ReadonlySet<string>, waits: boolean): boolean {
  if (id || people.has(group ?? '')) return true;
  if (waits && row.shell.some((option) => /\/(?:bash|zsh|fish|git-shell)$/.test(options.get(option) ?? ''))) return true;
  if (options.has('-p') || options.has('--password')) return true;
  return powerful.test(options.get('-G') ?? options.get('--groups') ?? '');
}

/** Programs that only wait for somebody. */
const idle = /(?:^|\/)(?:(?:ba|z|fi|da|a)?sh|sleep|tail|tmux|screen)$/;

/** Users whose home is HOME, or who get rights or a password later; groups with a number that was chosen. */
function personalNames({ node }: StageInfo, accounts: readonly Account[], model: Model): ReadonlySet<string> {
  const found = new Set(accounts.flatMap(({ kind, id, name }) => (kind === 'group' && id && name !== undefined ? [name] : [])));
  const homes = new Set<string | undefined>();
  for (const one of node.instructions) {
    if (one.type === 'Env') {
      for (const { key, value } of one.pairs) if (key.value === 'HOME' && value) homes.add(model.resolve(value, one));
    } else if (one.type === 'Run') {
      for (const { commands } of model.scripts(one)) for (const { words } of commands) for (const name of raised(words)) found.add(name);
    }
  }
  homes.delete(undefined);
  for (const { options, name } of accounts) {
    const home = ['-d', '--home-dir', '--home', '-h'].map((option) => options.get(option)).find(Boolean);
    if (home !== undefined && homes.has(home)) found.add(name ?? '');
  }
  return found;
}

/** `usermod -aG sudo app`, `adduser app wheel`, `echo 'app ALL=…'`, `echo app:secret | chpasswd`: the names in it. */
function raised(words: readonly ShellWord[]): readonly string[] {
  const name = words[0]?.value ?? '';
  const writes = name === 'echo' || name === 'printf';
  if (!writes && !/(?:^|\/)(?:usermod|gpasswd|adduser|addgroup)$/.test(name)) return [];
  const rest = words
    .slice(1)
    .map((word) => word.value ?? word.text)
    .join(' ');
  if (writes) return [...rest.matchAll(/(?:^|[\s"'])([\w.-]+)(?=:|\s+ALL *=)/g)].map(([, one = '']) => one);
  return powerful.test(rest) ? rest.split(/[\s,=]+/) : [];
}

/** Groups that let their members become root. */
const powerful = /(?:^|[\s,=])(?:sudo|wheel|docker|adm)(?:[\s,]|$)/;

/** Whom the file's USERs name, variables put in. */
const usersOf = (model: Model): readonly string[] =>
  model.dockerfile.instructions.flatMap((one) => {
    const name = one.type === 'User' && one.args[0] ? model.resolve(one.args[0], one) : undefined;
    return name === undefined ? [] : [name];
  });
