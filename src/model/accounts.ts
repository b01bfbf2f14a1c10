import { accountCommand, rootAccounts, type AccountCommand } from '../knowledge/accounts.ts';
import { accountSwitches, rootMasters, stepDownTools } from '../knowledge/root-programs.ts';
import type { Command, Env, Instruction, Run, ShellWord } from '../nodes.ts';
import { oncePerFile, oncePerNode } from './memory.ts';
import type { Model, StageInfo } from './model.ts';
import { baseName, isRootByDefault, isRunnable, mayStartAsRoot, shippedStages, startOf, startScript, type Start } from './start.ts';
import { stageNames } from './stages.ts';

/** A user or group that a RUN makes. */
export interface Account {
  readonly kind: AccountCommand['kind'];
  /** Absent where a variable without a value decides it. */
  readonly name?: string;
  /** The word that names it. */
  readonly word: ShellWord;
  /** With an id of its own; its text where that is known. */
  readonly id?: { readonly text?: string };
  /** A user's main group, as it is given. */
  readonly group?: string;
  readonly isSystem: boolean;
  readonly command: Command;
  readonly row: AccountCommand;
  /** Options given, by name. */
  readonly options: ReadonlyMap<string, string | undefined>;
  readonly run: Run;
}

/** The accounts that a stage's RUNs make, in order. */
export const accountsOf = oncePerNode(({ node, family }: StageInfo, model): readonly Account[] => {
  const accounts: Account[] = [];
  for (const run of node.instructions) {
    if (run.type !== 'Run' || !(run.heredocs.length > 0 || makesAccounts.test(run.source.text))) continue;
    for (const { commands } of model.scripts(run))
      for (const command of commands) {
        const texts = command.words.map(({ text }) => text);
        const row = accountCommand(command.name, family, texts);
        const account = row?.action === 'create' ? readAccount(command, row, run, model) : undefined;
        if (account) accounts.push(account);
      }
  }
  return accounts;
});

/** The users that the final image holds because this file makes them, copied `/etc/passwd` files included. */
export const shippedUsers = oncePerFile((model): readonly Account[] => {
  const chain = shippedStages(model);
  const copied = chain.flatMap(({ node, reads }) => {
    const names = node.instructions
      .filter(copiesPasswd)
      .flatMap(stageNames)
      .map((name) => name.toLowerCase());
    return reads.filter((stage) => names.includes(stage.node.name ?? '') || names.includes(String(stage.node.index)));
  });
  return [...new Set([...chain, ...copied.flatMap(withBases)])]
    .sort((a, b) => a.node.index - b.node.index)
    .flatMap((stage) => accountsOf(stage, model))
    .filter(({ kind, name, id }) => kind === 'user' && name !== undefined && !rootAccounts.has(name) && !rootAccounts.has(id?.text ?? ''));
});

/** An account was made and a script is started that nobody can read here: it may well step down to it. */
export function mayStepDown(model: Model, start: Start): boolean {
  const script = startScript(model, start);
  return script !== undefined && script.text === undefined && shippedUsers(model).length > 0;
}

/** The first user that the image has and nothing runs as, where it runs as root instead and nobody said so. */
export const unusedUser = oncePerFile((model): Account | undefined => {
  if (shippedUsers(model).length === 0) return undefined;
  const start = startOf(model);
  if (start.programs.some((program) => rootMasters.has(baseName(program)))) return undefined;
  if (!isRootByDefault(model, start) || !isRunnable(model, start) || mayStartAsRoot(model, start)) return undefined;
  if (mayStepDown(model, start)) return undefined;
  const text = startScript(model, start)?.text ?? '';
  // A file that makes more has no account for its service.
  return shippedUsers(model)
    .slice(0, 20)
    .find((user) => !isNamed(user, model) && !isUsed(user, model) && !mentions(text, user));
});

/** A word of a script with ARG and ENV put in; absent where anything else decides it. */
function shellValue(word: ShellWord, at: Instruction, model: Pick<Model, 'resolve'>): string | undefined {
  if (word.value !== undefined) return word.value;
  const { text, expansions } = word;
  if (!expansions.every(({ kind, name }) => kind === 'variable' && name !== undefined)) return undefined;
  const variables = expansions.map(({ name = '', range, operator }) => ({
    type: 'Variable' as const,
    text,
    name,
    range,
    nameRange: range,
    ...(operator === undefined ? {} : { operator }),
  }));
  return model.resolve({ text, value: text, variables }, at);
}

const makesAccounts = /(?:user|group)add|add(?:user|group)/;

function readAccount(command: Command, row: AccountCommand, run: Run, model: Model): Account | undefined {
  const { options, operands } = readWords(command.words.slice(1), row, (word) => shellValue(word, run, model));
  const word = row.name === 'first' ? operands[0] : operands.at(-1);
  if (!word || (row.joinsWith !== undefined && operands.length >= row.joinsWith)) return undefined;
  const name = shellValue(word, run, model);
  const id = given(options, row.id);
  const group = given(options, row.group)?.text;
  return {
    kind: row.kind,
    word,
    command,
    row,
    options,
    run,
    isSystem: row.system.some((option) => options.has(option)),
    ...(name === undefined ? {} : { name }),
    ...(id && { id }),
    ...(group === undefined ? {} : { group }),
  };
}

function readWords(words: readonly ShellWord[], { valued }: AccountCommand, valueOf: (word: ShellWord) => string | undefined) {
  const options = new Map<string, string | undefined>();
  const operands: ShellWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as ShellWord;
    const text = valueOf(word) ?? word.text;
    const next = (): string | undefined => {
      const value = words[++at];
      return value && valueOf(value);
    };
    if (!/^-./.test(text)) operands.push(word);
    else if (text.startsWith('--')) {
      const [name = text, ...attached] = text.split('=');
      const isTaken = attached.length === 0 && valued.includes(name);
      options.set(name, isTaken ? next() : attached.join('='));
    } else {
      for (let i = 1; i < text.length; i++) {
        const name = `-${text.charAt(i)}`;
        const takes = valued.includes(name);
        options.set(name, !takes ? '' : i === text.length - 1 ? next() : text.slice(i + 1));
        if (takes) break;
      }
    }
  }
  return { options, operands };
}

function given(options: ReadonlyMap<string, string | undefined>, names: readonly string[]): { readonly text?: string } | undefined {
  const name = names.find((one) => options.has(one));
  const text = name === undefined ? undefined : options.get(name);
  // A variable that nobody put in is left as it is written.
  return name === undefined ? undefined : text === undefined || text.includes('$') ? {} : { text };
}

function withBases(stage: StageInfo): readonly StageInfo[] {
  const chain: StageInfo[] = [];
  for (let at: StageInfo | undefined = stage; at; at = at.base) chain.push(at);
  return chain;
}

const copiesPasswd = (one: Instruction): boolean =>
  one.type === 'Copy' && one.flags.some(({ name }) => name === 'from') && one.sources.some(({ value }) => value === '/etc/passwd');

/** A USER of the file names it, or may do so. */
function isNamed({ name, id }: Account, model: Model): boolean {
  return withTriggers(model.dockerfile.instructions).some((one) => {
    if (one.type !== 'User' || !one.args[0]) return false;
    const user = model.resolve(one.args[0], one)?.split(':', 1)[0];
    return user === undefined || user === name || user === id?.text;
  });
}

const withTriggers = (list: readonly Instruction[]): readonly Instruction[] =>
  list.flatMap((one) => (one.type === 'Onbuild' && one.trigger ? [one.trigger] : [one]));

/** Something in the file runs as it, or writes a configuration that names it. */
function isUsed(user: Account, model: Model): boolean {
  return withTriggers(model.dockerfile.instructions).some((one) => {
    if (one.type === 'Env') return hasInEnv(one, user, model);
    if (one.type === 'Copy' || one.type === 'Add') return one.heredocs.some(({ content }) => mentions(content, user));
    return model.scripts(one).some(({ commands }) => commands.some((command) => isAbout(command, user, one, model)));
  });
}

/** `ENV APP_USER=app` hands the name to what is started; not where it is what the account is made from. */
function hasInEnv(env: Env, { name, word }: Account, model: Model): boolean {
  return env.pairs.some(({ key, value }) => {
    if (!value || !/USER|OWNER|ACCOUNT|RUN_AS/i.test(key.value) || word.expansions.some((one) => one.name === key.value)) return false;
    return model.resolve(value, env) === name;
  });
}

const switches: ReadonlySet<string> = new Set([...accountSwitches, ...stepDownTools, 'chroot', 'crontab', 'chpasswd', 'passwd']);
const writers: ReadonlySet<string> = new Set(['echo', 'printf', 'sed', 'cat', 'tee', 'awk', 'perl', 'envsubst']);

function isAbout({ name, wrappers, words, range }: Command, user: Account, at: Instruction, model: Model): boolean {
  if (accountCommand(name, 'unknown')) return false;
  const raw = model.text.slice(...range);
  const text = [raw, ...words.map((word) => shellValue(word, at, model) ?? word.text)].join(' ');
  if (!mentions(text, user)) return false;
  return writers.has(name) || switches.has(name) || wrappers.some((one) => switches.has(one)) || isSetting(text, user);
}

/** `user=app`, `--user app`, `user app;`. */
const isSetting = (text: string, user: Account): boolean => mentions(text, user, '\\buser(?:name)?["\']?(?: *= *| )["\']?');

/** The name or number stands there as a word; part of a path or of a file name is none. */
function mentions(text: string, { name, id }: Account, before = '(?<![\\w./@-])'): boolean {
  return [name, id?.text].some(
    (one) => one !== undefined && new RegExp(`${before}${one.replace(/\W/g, '\\$&')}(?![\\w/@-]|\\.\\w)`).test(text),
  );
}
