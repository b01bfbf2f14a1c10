import { takesLists } from '../knowledge/one-word-output.ts';
import type { Command, Expansion, Instruction, Range, ShellNode, ShellScript, ShellWord, WordRole } from '../nodes.ts';
import { oncePerScript } from '../shell/script.ts';
import { valuesIn } from './shell-flow.ts';
import { anything, empty, output, several, single } from './shell-values.ts';
import type { Lookup, Value } from './shell-values.ts';
import type { Model } from './model.ts';
import { givesOneWord, matches } from './one-word.ts';
import { once, oncePerNode } from './memory.ts';

/** A variable or substitution without quotes around it, and what the shell's splitting comes to. */
export interface Unquoted {
  readonly word: ShellWord;
  readonly expansion: Expansion;
  /**
   * `surprise`: nobody knows what it becomes. `list`: it is there to be split, as its value, its name or its command says. `word`: it is one
   * word, as far as is known. `chain`: it is, but only as an earlier step of the `&&` list has set it. `elsewhere`: this shell does not split in this place, others do.
   */
  readonly split: 'surprise' | 'list' | 'word' | 'chain' | 'elsewhere';
}

/** The unquoted expansions of a script, without numbers, constants of one word, and what `ENV` and `ARG` set to a value. */
export const unquotedIn = (script: ShellScript, model: Model): readonly Unquoted[] =>
  openWords(script).length === 0 ? [] : splitsIn(script, model);

const openWords = oncePerScript(({ dialect, shellWords }: ShellScript): readonly ShellWord[] => {
  const roles = dialect === 'bash' ? splitInBash : splitRoles;
  return shellWords.filter(({ role, expansions }) => roles.has(role) && expansions.some(isOpen));
});

const splitsIn = oncePerNode((script: ShellScript, model): readonly Unquoted[] => {
  const owners = ownersOf(script.commands);
  const lookUp = outside(script, model);
  const values = valuesIn(script, lookUp);
  const inAnyOrder = once(() => valuesIn(script, lookUp, true));
  return openWords(script).flatMap((word) =>
    word.expansions.flatMap((expansion): Unquoted | readonly Unquoted[] => {
      const owner = owners.get(word);
      if (!isOpen(expansion) || (owner?.words[0] === word && expansion.range[0] === word.range[0])) return [];
      const split =
        expansion.kind === 'command'
          ? splitOfOutput(expansion, owner)
          : (splitOfValue(expansion, owner, values, lookUp) ?? (splitOfValue(expansion, owner, inAnyOrder(), lookUp) && 'chain'));
      if (split === undefined) return [];
      return { word, expansion, split: split === 'surprise' && !isSplitIn(word.role, script) ? 'elsewhere' : split };
    }),
  );
});

/** `${x+…}` is often left unquoted on purpose: it is no argument at all where the variable is not set. */
const isOpen = ({ kind, quoted, inner, name, operator = '', body, text }: Expansion): boolean =>
  !quoted &&
  !inner &&
  (kind === 'variable'
    ? name !== '@' && !operator.endsWith('+') && !text.endsWith('[@]}')
    : kind === 'command' && body !== undefined && body.length > 0);

const splitInBash: ReadonlySet<WordRole> = new Set<WordRole>(['name', 'argument', 'redirection']);
/** Bash knows an assignment behind `export`; so do dash (0.5.12) and busybox, but older ones do not. */
const splitRoles: ReadonlySet<WordRole> = new Set<WordRole>([...splitInBash, 'declaration']);

/** Only bash splits the target of a redirection, and refuses several words there (POSIX 2.7). */
const isSplitIn = (role: WordRole, { dialect }: ShellScript): boolean =>
  role === 'argument' || role === 'name' || (role === 'redirection' && dialect === 'bash');

function ownersOf(commands: readonly Command[]): ReadonlyMap<ShellWord, Command> {
  const owners = new Map<ShellWord, Command>();
  for (const command of commands) for (const word of command.words) owners.set(word, command);
  return owners;
}

function splitOfValue(
  expansion: Expansion,
  owner: Command | undefined,
  values: ReadonlyMap<Expansion, Value>,
  lookUp: Lookup,
): Unquoted['split'] | undefined {
  const { name = '', operator = '' } = expansion;
  if (owner?.name === 'let' || (owner?.name === ':' && /^:?=$/.test(operator))) return undefined;
  const value = values.get(expansion) ?? single;
  if ((value & ~(single | empty)) === 0 && value !== empty) return undefined;
  if (value === output || value === (output | single)) return 'word';
  if ((value & anything) === 0) return (value & several) !== 0 ? 'list' : 'surprise';
  if (!listNames.test(name) && !(owner && isListed(owner))) return 'surprise';
  // What `--build-arg` brings under such a name is a list too, and nobody but the author's to quote.
  return lookUp(name) === given ? undefined : 'list';
}

function splitOfOutput({ body = [] }: Expansion, owner: Command | undefined): Unquoted['split'] | undefined {
  if (isSequence(body)) return undefined;
  if (givesOneWord(body)) return 'word';
  return owner && isListed(owner) ? 'list' : 'surprise';
}

/** `seq` and `pgrep` are called to be split. */
const isSequence = ([only]: readonly ShellNode[]): boolean => only?.type === 'Command' && (only.name === 'seq' || only.name === 'pgrep');

const isListed = (command: Command): boolean => matches(takesLists, command);

/** Names that say that there are several. */
const listNames =
  /(?:opt|option|flag|arg|argument|param|parameter|package|pkg|dep|module|extension|ext|plugin|lib|file|dir|feature|component|target|requirement)s(?:_.*)?$|(?:dependencies|libraries|list)$/i;

/** Anything, but by way of an `ARG` that has no value of its own. */
const given: Value = anything | empty;

function outside(script: ShellScript, model: Model): Lookup {
  const instruction = model.instructionOf(script);
  if (!instruction) return () => anything;
  return (name) => {
    if (platform.test(name)) return single;
    if (!/^[A-Za-z_]\w*$/.test(name) || model.isDeclared(name, instruction) !== true) return anything;
    return isChosen(name, instruction, model) ? single : given;
  };
}

/** Set by the builder: `linux/arm64/v8` and parts of it (https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope). */
const platform = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;

/** An `ARG` without a value is whatever `--build-arg` makes it; all else has been chosen by whoever wrote the file. */
function isChosen(name: string, instruction: Instruction, model: Model): boolean {
  const range: Range = instruction.range;
  const variable = { type: 'Variable', name, text: `\${${name}}`, range, nameRange: range } as const;
  if (model.resolve({ text: variable.text, value: '', variables: [variable] }, instruction) !== undefined) return true;
  const setter = model
    .stageOf(instruction)
    ?.node.instructions.findLast(
      (one) =>
        one.range[1] <= instruction.range[0] &&
        (one.type === 'Arg' || one.type === 'Env') &&
        one.pairs.some(({ key }) => key.value === name),
    );
  return setter?.type !== 'Arg';
}
