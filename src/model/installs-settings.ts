import { packageManagerEntries } from '../knowledge/package-managers.ts';
import type { Answer } from '../knowledge/package-managers.ts';
import type { Add, Copy, Install, Instruction, Range, Run, ShellWord } from '../nodes.ts';
import { answers } from '../shell/installs.ts';
import { oncePerFile, oncePerNode } from './memory.ts';
import type { Model, StageInfo } from './model.ts';
import { nameIndexOf } from './name-index.ts';

type Call = Pick<Install, 'manager' | 'command' | 'options' | 'verb'>;

/**
 * Whether something gives a call `answer`: its own command line, its environment, or configuration that an earlier command or
 * instruction wrote. What nobody can know may say it too, so it counts.
 */
export function isAnswered(call: Call, answer: Answer, model: Model): boolean {
  const { variable, config } = answer;
  if (answers(call, answer)) return true;
  if (variable && isSet(variable.name, call, model)) return true;
  return config !== undefined && isConfigured(call, answer, model);
}

/** The value that a variable has for a command: its own assignment, an `export` before it, ENV or ARG. */
export function variableAt(name: string, { command }: Pick<Install, 'command'>, model: Model): string | undefined {
  const own = command.assignments.length > 0 ? command.assignments.findLast((assignment) => assignment.name === name) : undefined;
  if (own) return own.value?.value ?? own.value?.text ?? '';
  const instruction = model.instructionOf(command);
  if (!instruction) return undefined;
  const exports = exportsOf(instruction, model);
  // Most variables that are asked for are set nowhere.
  if (exports.length === 0 && !nameIndexOf(model).declared.has(name)) return undefined;
  const exported = exports.findLast(({ text, range }) => range[0] < command.range[0] && text.startsWith(`${name}=`));
  if (exported) return (exported.value ?? exported.text).slice(name.length + 1);
  const { range } = command;
  return model.resolve(
    { text: `$${name}`, value: '', variables: [{ type: 'Variable', text: `$${name}`, name, nameRange: range, range }] },
    instruction,
  );
}

const exportsOf = oncePerNode((instruction: Instruction, model): readonly ShellWord[] =>
  model.scripts(instruction).flatMap(({ commands }) => commands.filter(({ name }) => name === 'export').flatMap(({ words }) => words)),
);

/** Set to anything but nothing: pip, for one, takes `off` for `on` (pip/_internal/cli/cmdoptions.py, `_handle_no_cache_dir`). */
const isSet = (name: string, call: Call, model: Model): boolean => (variableAt(name, call, model) ?? '') !== '';

/** A text that an instruction or command writes somewhere, or hands to a manager; without one, a file that nobody can read. */
interface Written {
  readonly range: Range;
  readonly stage: StageInfo | undefined;
  readonly path?: string;
  readonly text?: string;
}

function isConfigured({ manager, command }: Call, answer: Answer, model: Model): boolean {
  const written = allWritten(model);
  if (written.length === 0) return false;
  const stages = new Set<StageInfo | undefined>();
  for (let at = model.stageOf(command); at; at = at.base) stages.add(at);
  return written.some(({ range, stage, path, text }) => {
    if (range[0] >= command.range[0] || !stages.has(stage)) return false;
    return text === undefined ? configFiles[manager]?.test(path ?? '') === true : says(text, answer);
  });
}

/** Whether a text is configuration that says it, or has the line as an option would. */
function says(text: string, { config, setting }: Answer): boolean {
  if (config?.test(text)) return true;
  const lower = setting ? text.toLowerCase() : '';
  return setting?.values.some((value) => lower.includes(`${setting.key}=${value}`)) === true;
}

/** Names of the files that a manager reads its configuration from. */
const configFiles: Readonly<Record<string, RegExp>> = {
  apt: /apt\.conf/,
  aptitude: /apt\.conf/,
  dnf: /dnf\.conf/,
  microdnf: /dnf\.conf/,
  pip: /pip\.(?:conf|ini)/,
  conda: /condarc/,
};

const allWritten = oncePerFile((model): readonly Written[] =>
  mayConfigure.test(model.text)
    ? model.dockerfile.stages.flatMap(({ instructions }) => instructions.flatMap((one) => writtenBy(one, model)))
    : [],
);

const configurable = packageManagerEntries.flatMap(([, { yes, lean, cache }]) =>
  [yes, lean, cache?.avoid].flatMap((answer): readonly Answer[] => (answer?.config ? [answer] : [])),
);

/** Spares most files the search. */
const mayConfigure =
  /apt::|assumeyes|install_weak_deps|solver\.|installrecommends|no-cache-dir|always_yes|apt\.conf|dnf\.conf|pip\.conf|pip\.ini|condarc/i;

function writtenBy(instruction: Instruction, model: Model): readonly Written[] {
  const stage = model.stageOf(instruction);
  const texts = instruction.heredocs.map(({ content, range }) => ({ range, stage, text: content }));
  if (instruction.type === 'Run') return [...texts, ...spokenBy(instruction, model, stage)];
  return instruction.type === 'Copy' || instruction.type === 'Add' ? [...texts, ...copiedBy(instruction, model, stage)] : texts;
}

/** Each argument, and all of them in a row: `pip config set global.no-cache-dir true`. */
function spokenBy(run: Run, model: Model, stage: StageInfo | undefined): readonly Written[] {
  return model
    .scripts(run)
    .flatMap(({ commands }) =>
      commands.flatMap(({ words, range }) =>
        [...words.slice(1).map(plainText), words.map(plainText).join(' ')]
          .filter((text) => configurable.some((answer) => says(text, answer)))
          .map((text) => ({ range, stage, text })),
      ),
    );
}

/** What `echo` and `printf` would write, near enough. */
const plainText = ({ value, text }: ShellWord): string =>
  (value ?? text.replace(/^["']|["']$/g, '')).replaceAll('\\n', '\n').replaceAll('\\', '');

function copiedBy({ range, sources, destination, flags }: Copy | Add, model: Model, stage: StageInfo | undefined): readonly Written[] {
  const isLocal = flags.every(({ name }) => name !== 'from');
  return sources.flatMap((source) => {
    const path = `${source.value} ${destination?.value ?? ''}`;
    if (!Object.values(configFiles).some((file) => file.test(path))) return [];
    const text = isLocal ? model.buildContext?.read(source.value) : undefined;
    return text === undefined ? { range, stage, path } : { range, stage, text };
  });
}
