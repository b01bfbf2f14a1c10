import type { Command, ShellScript } from '../nodes.ts';

/** Whether the build fails when a command does: nothing but `&&` behind it, and nothing that takes the failure for something else. */
export function failsBuild({ nesting, pipe, step, background }: Command, { steps, origin }: ShellScript): boolean {
  const isAlone = nesting.length === 0 && !background && (pipe === undefined || pipe.index === pipe.length - 1);
  if (!isAlone || origin !== 'instruction') return false;
  return steps.slice(step + 1).every(({ operator }) => operator?.text === '&&') && steps[step]?.kind !== 'compound';
}
