import type { Model } from '../model/model.ts';
import type { Range, ShellScript } from '../nodes.ts';
import { sourceRange } from '../syntax/joined.ts';
import { triggerOf } from '../syntax/onbuild.ts';
import { lastStarting } from '../syntax/ordered.ts';
import { coveringAt } from './suppress.ts';
import type { Finding } from './types.ts';

/** Findings without those that a `# shellcheck disable=…` in a script silences. */
export function withoutDisabled(findings: Finding[], model: Model): Finding[] {
  // Most files have no such word in them, and most findings no such code.
  if (!model.text.includes('shellcheck') || !findings.some(({ codes }) => codes.some(isShellcheckCode))) return findings;
  const covering = coveringAt(directivesOf(model));
  return findings.filter(({ range, codes }) => !covering(range[0]).some(({ means }) => codes.some(means)));
}

const isShellcheckCode = (code: string): boolean => code.startsWith('SC');

/** A comment: which codes are not to be reported where. */
interface ShellcheckDirective {
  readonly covers: Range;
  /** Whether it means a code such as `SC2086`. */
  readonly means: (code: string) => boolean;
}

/**
 * Reads ShellCheck's own comments where ShellCheck reads them: in scripts that keep their comments, which heredocs are. Above the first
 * command they mean the whole script, else the command that follows with all that is in it
 * (https://www.shellcheck.net/wiki/Directive).
 */
function directivesOf(model: Model): readonly ShellcheckDirective[] {
  const { dockerfile } = model;
  const withBodies = dockerfile.instructions
    .map(triggerOf)
    .filter(({ heredocs }) => heredocs.some(({ content }) => content.includes('shellcheck')));
  return withBodies.flatMap((instruction) => model.scripts(instruction)).flatMap((script) => ofScript(script));
}

function ofScript(script: ShellScript): readonly ShellcheckDirective[] {
  const { text } = script.source;
  return [...text.matchAll(/^[ \t]*#[ \t]*shellcheck[ \t](.*)$/gm)].flatMap(({ 0: line, 1: words = '', index }) => {
    const list = /(?:^|[ \t])disable=([^ \t#]+)/.exec(words)?.[1];
    const covers = list === undefined ? undefined : coverage(script, sourceRange(script.source, index, index + line.length));
    return list !== undefined && covers ? [{ covers, means: meaningOf(list) }] : [];
  });
}

function coverage({ commands, steps, range }: ShellScript, [start, end]: Range): Range | undefined {
  if ((commands[0]?.range[0] ?? Infinity) > start) return range;
  // What begins first behind the comment, and of what begins there the outermost.
  const command = commands[lastStarting(commands, end - 1) + 1]?.range;
  const step = steps[lastStarting(steps, end - 1) + 1]?.range;
  return step && command && step[0] <= command[0] ? step : command;
}

/** `SC2086,2154,SC3000-SC3050`, or `all`. */
function meaningOf(list: string): (code: string) => boolean {
  const ranges = list.split(',').map((item) => item.split('-').map((code) => Number(code.replace(/^SC/, ''))));
  if (list.split(',').includes('all')) return isShellcheckCode;
  return (code) => {
    const number = isShellcheckCode(code) ? Number(code.slice(2)) : NaN;
    return ranges.some(([from = NaN, to]) => number === from || (to !== undefined && number >= from && number <= to));
  };
}
