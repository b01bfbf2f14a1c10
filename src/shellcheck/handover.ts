import type { Model } from '../model/model.ts';
import type { Instruction, Range, ShellDialect, ShellScript } from '../nodes.ts';
import { spanOf } from '../shell/decode.ts';

/** A script as ShellCheck is given it, and the way back from its lines and columns. */
export interface Handover {
  readonly text: string;
  readonly script: ShellScript;
  /**
   * Offset in the script's source of a place in `text`: lines and columns from 1, columns in code points as ShellCheck counts them.
   * `undefined` in the lines that are no part of the script.
   */
  offsetAt(line: number, column: number): number | undefined;
}

/**
 * Writes a script down for ShellCheck: with a line that names the dialect in force, behind a `#!`; and one that sets what ARG, ENV, the
 * image and the builder set, behind the comments at the top, for those speak of the whole script. `undefined` where ShellCheck does not
 * know the shell, or would read something else than the shell does.
 */
export function handOver(script: ShellScript, instruction: Instruction, model: Model): Handover | undefined {
  const shell = shellNames[script.dialect];
  if (shell === undefined || isFilledIn(script, model)) return undefined;
  const body = script.source.text;
  const head = body.startsWith('#!') ? nextLine(body, 0) : 0;
  if (head > 0 && head === body.length) return undefined;
  const top = behindComments(body, head);
  const directive = `# shellcheck shell=${shell}\n`;
  const setting = `${exportsOf(instruction, model)}\n`;
  const text = `${body.slice(0, head)}${directive}${body.slice(head, top)}${setting}${body.slice(top)}\n`;
  let starts: readonly number[] | undefined;
  return {
    text,
    script,
    offsetAt(line, column) {
      starts ??= lineStarts(text);
      const at = advance(text, starts[line - 1] ?? text.length, column - 1);
      if (at < head) return at;
      if (at < head + directive.length) return undefined;
      if (at < top + directive.length) return at - directive.length;
      const behind = at - directive.length - setting.length;
      return behind < top ? undefined : Math.min(behind, body.length);
    },
  };
}

/** Where something of a script's source stands in the file: at least a character, where the source has one. */
export function placeOf({ source }: ShellScript, start: number, end: number): Range {
  const length = source.text.length;
  return spanOf(source, Math.min(start, Math.max(0, length - 1)), Math.max(end, Math.min(start + 1, length)));
}

/** ShellCheck reads no zsh, and knows busybox only since 0.10: dash is its nearest relative. */
const shellNames: Readonly<Partial<Record<ShellDialect, string>>> = { sh: 'sh', dash: 'dash', ash: 'dash', bash: 'bash', ksh: 'ksh' };

/** Whether a shell around it puts values into the script, so that what is written is not what runs: `sh -c "echo $x"`. */
function isFilledIn({ origin, range: [start, end] }: ShellScript, { text }: Model): boolean {
  if (origin !== 'argument') return false;
  const written = text.slice(start, end);
  if (text[start - 1] === "'" && !written.includes("'")) return false;
  return /(?<!\\)(?:\\\\)*\$/.test(written);
}

function nextLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline + 1;
}

/** Behind the comment lines and blank lines that a script begins with. */
function behindComments(text: string, from: number): number {
  let at = from;
  for (let next = at; next < text.length; at = next) {
    next = nextLine(text, at);
    const line = text.slice(at, next).trim();
    if ((line !== '' && !line.startsWith('#')) || !text.slice(at, next).endsWith('\n')) return at;
  }
  return at;
}

/** Variables that are set, with a value that is one plain word: an unknown value is no reason to report anything. */
function exportsOf(instruction: Instruction, model: Model): string {
  const names = new Set([...model.declaredNames(instruction), ...predefinedArguments]);
  const settings = [...names].filter((name) => /^[A-Za-z_]\w*$/.test(name) && !ownNames.has(name)).map((name) => `${name}=1`);
  return `export ${settings.join(' ')}`;
}

/** ARGs that need no declaration (https://docs.docker.com/build/building/variables/#pre-defined-build-arguments); ShellCheck asks for lower-case names only. */
const predefinedArguments = ['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'all_proxy'];

/** ShellCheck knows the shell's own variables, and takes setting them for a mistake. */
const ownNames: ReadonlySet<string> = new Set(['PATH', 'IFS', 'PWD', 'OLDPWD', 'UID', 'EUID', 'PPID', 'SHELLOPTS', 'BASHOPTS']);

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** So many code points on, and no further than the line's end. */
function advance(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0 && at < text.length && text[at] !== '\n'; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
