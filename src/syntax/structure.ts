import type { Dockerfile, Flag, From, Healthcheck, Instruction, Range, SyntaxProblem, Word } from '../nodes.ts';
import { expand } from './expand.ts';
import { nearest } from './nearest.ts';
import { checkValues } from './values.ts';

type Tree = Omit<Dockerfile, 'problems'>;
type Add = (range: Range, code: string, message: string) => void;

/**
 * What BuildKit refuses once it has parsed a file: instructions that do not exist, flags, missing and surplus arguments, and
 * a file that names no base image (moby/buildkit, frontend/dockerfile/instructions/parse.go).
 */
export function checkStructure(tree: Tree): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const add: Add = (range, code, message) => problems.push({ type: 'SyntaxProblem', range, code, message, fatal: false });
  checkStages(tree, add);
  checkDirectives(tree.directives, add);
  for (const instruction of tree.instructions) {
    checkInstruction(instruction, add);
    checkWords(instruction, tree.escape, add);
  }
  checkUnknown(tree.instructions, add);
  return problems;
}

function checkStages({ instructions, preamble, stages }: Tree, add: Add): void {
  const [first] = instructions;
  if (stages.length === 0 && first && first.type !== 'Unknown')
    add(first.keyword.range, 'no-from', 'no `FROM`: the file names no base image, so there is nothing to build on');
  if (stages.length === 0) return;
  for (const { type, keyword } of preamble)
    if (type !== 'Arg' && type !== 'Unknown')
      add(keyword.range, 'before-from', `only \`ARG\` may stand before the first \`FROM\`, not \`${keyword.name}\``);
}

/** `# check=skip=…;error=…` (moby/buildkit, linter.ParseLintOptions); other keys end the build. */
function checkDirectives(directives: Tree['directives'], add: Add): void {
  for (const { name, value, valueRange } of directives) {
    if (name !== 'check' || value.trim() === '') continue;
    for (const part of value.split(';')) {
      const [key = '', said] = part.split('=', 2).map((text) => text.trim());
      if (said === undefined || !['skip', 'error', 'experimental'].includes(key))
        add(valueRange, 'check-directive', `\`# check=\` takes \`skip=\`, \`error=\` and \`experimental=\`, not '${part.trim()}'`);
      else if (key === 'error' && !isBoolean.test(said))
        add(valueRange, 'check-directive', `\`error=\` takes \`true\` or \`false\`, not '${said}'`);
    }
  }
}

/** What Go's `strconv.ParseBool` takes. */
const isBoolean = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/** Instructions whose words the builder expands; in the others a quote is the shell's affair. */
const expanded: ReadonlySet<Instruction['type']> = new Set<Instruction['type']>([
  'From',
  'Arg',
  'Env',
  'Label',
  'Copy',
  'Add',
  'Expose',
  'User',
  'Workdir',
  'Volume',
  'Stopsignal',
] as const);

/** Quotes that are never closed, and substitutions that the builder cannot read. */
function checkWords(instruction: Instruction, escape: string, add: Add): void {
  if (instruction.type === 'Onbuild' && instruction.trigger) return checkWords(instruction.trigger, escape, add);
  if (!expanded.has(instruction.type)) return;
  if (!('pairs' in instruction)) {
    for (const word of instruction.args) checkWord(word, instruction.json, escape, add);
    return;
  }
  for (const { key, value } of instruction.pairs) {
    checkWord(key, false, escape, add);
    if (value) checkWord(value, false, escape, add);
  }
}

function checkWord(word: Word, isJson: boolean, escape: string, add: Add): void {
  const { text } = word;
  if (!/['"$]/.test(text)) return;
  const { error } = expand(isJson ? word.value : text, { escape });
  if (error !== undefined) add(word.range, 'unreadable-word', `the builder cannot read '${text}': ${error}`);
}

/** Misspelt keywords one by one; lines that are no instructions at all, as in a template, together with those that follow. */
function checkUnknown(instructions: readonly Instruction[], add: Add): void {
  for (let i = 0; i < instructions.length; i++) {
    const { type, keyword } = instructions[i] as Instruction;
    if (type !== 'Unknown') continue;
    const near = nearestKeyword(keyword.name);
    let last = i;
    while (near === undefined && isForeign(instructions[last + 1])) last++;
    const hint = near ? `; did you mean \`${near}\`?` : last > i ? `, nor are the ${String(last - i)} behind it` : '';
    add(keyword.range, 'unknown-instruction', `'${keyword.text}' is no instruction${hint}`);
    i = last;
  }
}

const isForeign = (instruction: Instruction | undefined): boolean =>
  instruction?.type === 'Unknown' && nearestKeyword(instruction.keyword.name) === undefined;

interface Grammar {
  /** How many words behind the flags; JSON counts its items. */
  readonly min: number;
  readonly max?: number;
  readonly flags?: readonly string[];
  /** Flags that stand without a value, or with `=true`. */
  readonly switches?: readonly string[];
  /** Flags that may be given more than once. */
  readonly repeated?: readonly string[];
  readonly needs: string;
}

// https://docs.docker.com/reference/dockerfile/ with the labs channel's flags, which `# syntax=docker/dockerfile:1-labs` turns on.
const grammars: Readonly<Record<Instruction['type'], Grammar | undefined>> = {
  From: { min: 1, flags: ['platform'], needs: 'an image' },
  Run: { min: 1, flags: ['mount', 'network', 'security', 'device'], repeated: ['mount', 'device'], needs: 'a command' },
  Cmd: { min: 0, needs: '' },
  Entrypoint: { min: 0, needs: '' },
  Healthcheck: { min: 1, flags: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'], needs: '`CMD` or `NONE`' },
  Copy: {
    min: 2,
    flags: ['chown', 'chmod', 'from', 'exclude'],
    switches: ['link', 'parents'],
    repeated: ['exclude'],
    needs: 'a source and a destination',
  },
  Add: {
    min: 2,
    flags: ['chown', 'chmod', 'checksum', 'exclude'],
    switches: ['link', 'keep-git-dir', 'unpack'],
    repeated: ['exclude'],
    needs: 'a source and a destination',
  },
  Env: { min: 1, needs: 'a name and a value' },
  Label: { min: 1, needs: 'a name and a value' },
  Arg: { min: 1, needs: 'a name' },
  Expose: { min: 1, needs: 'a port' },
  User: { min: 1, max: 1, needs: 'a user' },
  Workdir: { min: 1, max: 1, needs: 'a path' },
  Volume: { min: 1, needs: 'a path' },
  Shell: { min: 1, needs: 'a JSON array with a command' },
  Stopsignal: { min: 1, max: 1, needs: 'a signal' },
  Onbuild: { min: 0, needs: '' },
  Maintainer: { min: 1, needs: 'a name' },
  Unknown: undefined,
};

function checkInstruction(instruction: Instruction, add: Add): void {
  const grammar = grammars[instruction.type];
  const { keyword } = instruction;
  if (!grammar) return;
  checkFlags(instruction.flags, grammar, keyword.name, add);
  checkValues(instruction, add);
  if (argumentCount(instruction) < grammar.min)
    add(
      instruction.args.length === 0 ? keyword.range : instruction.range,
      'missing-arguments',
      `\`${keyword.name}\` needs ${grammar.needs}`,
    );
  checkOwn(instruction, add);
}

/** Pairs count whatever is wrong with them: an ENV without a value is refused already. */
const argumentCount = (instruction: Instruction): number =>
  'pairs' in instruction ? instruction.body[1] - instruction.body[0] : instruction.args.length;

function checkFlags(
  flags: readonly Flag[],
  { flags: valued = [], switches = [], repeated = [] }: Grammar,
  keyword: string,
  add: Add,
): void {
  if (flags.length === 0) return;
  const seen = new Set<string>();
  for (const { name, range, nameRange, value } of flags) {
    if (!valued.includes(name) && !switches.includes(name)) {
      const all = [...valued, ...switches];
      add(
        range,
        'unknown-flag',
        `\`${keyword}\` knows no flag \`--${name}\`${all.length > 0 ? `, only ${all.map((flag) => `\`--${flag}\``).join(', ')}` : ''}`,
      );
    } else if (value === undefined && valued.includes(name)) add(range, 'flag-value', `\`--${name}\` needs a value: \`--${name}=…\``);
    else if (seen.has(name) && !repeated.includes(name)) add(nameRange, 'duplicate-flag', `\`--${name}\` is given twice`);
    seen.add(name);
  }
}

function checkOwn(instruction: Instruction, add: Add): void {
  switch (instruction.type) {
    case 'From':
      return checkFrom(instruction, add);
    case 'Healthcheck':
      return checkHealthcheck(instruction, add);
    case 'Shell':
      if (!instruction.json && instruction.args.length > 0)
        add(instruction.body, 'shell-json', '`SHELL` takes a JSON array: `SHELL ["/bin/bash", "-c"]`');
      return;
    case 'Onbuild':
      return checkTrigger(instruction, add);
    case 'Arg':
    case 'Env':
    case 'Label':
      for (const { key } of instruction.pairs)
        if (key.value === '') add(key.range, 'empty-name', `\`${instruction.keyword.name}\` needs a name before the \`=\``);
      return;
    default:
  }
}

function checkFrom({ args, as, alias, range }: From, add: Add): void {
  if (args.length < 2) return;
  if (as && as.text.toUpperCase() !== 'AS') return add(as.range, 'from-arguments', `expected \`AS\` behind the image, not '${as.text}'`);
  if (!alias) return add(as?.range ?? range, 'from-arguments', '`AS` needs a name for the stage');
  if (args.length > 3) return add(span(args.slice(3)), 'from-arguments', 'nothing may follow the name of the stage');
  checkStageName(alias.text, alias.range, add);
}

function checkHealthcheck({ kind, args, shell, exec }: Healthcheck, add: Add): void {
  if (!kind) return;
  const name = kind.text.toUpperCase();
  if (name === 'NONE' && (shell ?? exec))
    return add((shell ?? exec ?? kind).range, 'healthcheck-arguments', '`HEALTHCHECK NONE` takes no arguments');
  if (name === 'CMD' && args.length < 2) return add(kind.range, 'missing-arguments', '`HEALTHCHECK CMD` needs a command');
  if (name !== 'CMD' && name !== 'NONE')
    add(kind.range, 'healthcheck-kind', `\`HEALTHCHECK\` takes \`CMD\` or \`NONE\`, not '${kind.text}'`);
}

function checkTrigger({ trigger, keyword }: Extract<Instruction, { type: 'Onbuild' }>, add: Add): void {
  if (!trigger) return add(keyword.range, 'missing-arguments', '`ONBUILD` needs an instruction');
  if (trigger.type === 'Onbuild') return add(trigger.keyword.range, 'onbuild-trigger', '`ONBUILD` may not hold another `ONBUILD`');
  if (trigger.type === 'From' || trigger.type === 'Maintainer')
    return add(trigger.keyword.range, 'onbuild-trigger', `\`ONBUILD\` may not hold \`${trigger.keyword.name}\``);
  if (trigger.type === 'Unknown') checkUnknown([trigger], add);
  checkInstruction(trigger, add);
}

/** Stage names begin with a letter and hold letters, digits and `-_.` (BuildKit's `validStageName`). */
function checkStageName(name: string, range: Range, add: Add): void {
  if (!/^[a-z][a-z0-9-_.]*$/i.test(name))
    add(
      range,
      'stage-name',
      `invalid name for a build stage: '${name}' must begin with a letter and hold only letters, digits, \`-\`, \`_\` and \`.\``,
    );
}

function span(words: readonly { readonly range: Range }[]): Range {
  return [words[0]?.range[0] ?? 0, words.at(-1)?.range[1] ?? 0];
}

const keywords = 'FROM RUN CMD LABEL EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL'.split(
  ' ',
);

const nearestKeyword = (name: string): string | undefined => nearest(name, keywords, 1);
