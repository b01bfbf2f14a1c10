import { shellFeatures, shellHas } from '../knowledge/shell-features.ts';
import type { ShellFeatureFacts } from '../knowledge/shell-features.ts';
import type { Instruction, Run, ShellDialect, ShellFeature, Stage } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { mayRunInBash, shellEdit } from './bash-shell.ts';
import { oncePerNode } from './memory.ts';
import type { Model } from './model.ts';

/** What a message says of a feature that the shell which reads it does not have. */
export interface MissingFeature {
  readonly shell: string;
  readonly what: string;
  /** What to write instead, without a full stop. */
  readonly instead: string;
}

/**
 * What is to be said of a feature where the shell in force lacks it. With `posix`, whatever POSIX does not have counts as lacking in
 * any shell but bash, ksh and zsh.
 */
export function missingFeature(feature: ShellFeature, model: Model, posix = false): MissingFeature | undefined {
  const { kind, name, script } = feature;
  const instruction = model.instructionOf(feature);
  if (!instruction) return undefined;
  const dialect = dialectOf(script, instruction, model);
  const isThere = shellHas(kind, name, dialect);
  const isStrict = posix && shellNames.has(dialect);
  if ((isThere && !isStrict) || isSetElsewhere(feature, instruction, model)) return undefined;
  const { what, instead }: ShellFeatureFacts = shellFeatures[kind];
  return {
    shell: (isThere ? undefined : shellNames.get(dialect)) ?? 'POSIX `sh`',
    what: what.replace('{{name}}', name),
    instead: instead === undefined ? 'Run it in bash' : `${instead.replace('{{name}}', name)}, or run it in bash`,
  };
}

const shellNames: ReadonlyMap<ShellDialect, string> = new Map<ShellDialect, string>([
  ['sh', 'POSIX `sh`'],
  ['dash', 'dash, which `sh` is here,'],
  ['ash', "BusyBox's `sh`"],
]);

/** The shell that reads a script; `sh` alone is whatever the image has under that name. */
const dialectOf = ({ dialect }: ShellFeature['script'], instruction: Instruction, model: Model): ShellDialect =>
  dialect === 'sh' ? model.posixShellAt(instruction) : dialect;

/** A variable that the environment brings: by `ENV` or `ARG`, or the host name that Docker gives every container. */
function isSetElsewhere({ kind, name }: ShellFeature, instruction: Instruction, model: Model): boolean {
  if (kind !== 'special-variable') return false;
  return (name === 'HOSTNAME' && instruction.type !== 'Run') || model.isDeclared(name, instruction) === true;
}

/** Makes bash read what the image's own shell cannot: a `SHELL` above the first `RUN` of the stage that needs it. */
export function bashEdit({ script, ...feature }: ShellFeature, model: Model): TextEdit | undefined {
  const run = model.instructionOf(feature);
  if (run?.type !== 'Run' || !mayRunInBash(script, run, model)) return undefined;
  const stage = model.stageOf(run);
  return shellEdit((stage && firstInNeed(stage.node, model)) ?? run, ['/bin/bash', '-c'], model);
}

/** One `SHELL` before it is enough for all. */
const firstInNeed = oncePerNode((stage: Stage, model) => {
  const isInNeed = (feature: ShellFeature): boolean => missingFeature(feature, model) !== undefined;
  return stage.instructions.find(
    (one): one is Run =>
      one.type === 'Run' && model.scripts(one).some((script) => script.features.some(isInNeed) && mayRunInBash(script, one, model)),
  );
});
