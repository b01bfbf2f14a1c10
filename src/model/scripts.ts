import { commandWrappers } from '../knowledge/command-wrappers.ts';
import type { Heredoc, Instruction, JoinedText, Run, ShellScript, Word } from '../nodes.ts';
import { decodeJsonString, joinedOffset } from '../shell/decode.ts';
import { dialectOf, isPosixLike, shebangDialect } from '../shell/dialect.ts';
import { nestedScripts } from '../shell/nested.ts';
import { parseScript } from '../shell/script.ts';
import { isMarker } from '../syntax/heredoc.ts';
import { sliceJoined, unbroken } from '../syntax/joined.ts';
import type { ShellInForce } from './model.ts';

/** What a shell runs in an instruction, in order: its body, its heredocs, the strings behind `sh -c`. */
export function scriptsOf(instruction: Instruction, shell: ShellInForce): readonly ShellScript[] {
  const all: ShellScript[] = [];
  for (const script of ownScripts(instruction, shell)) {
    all.push(script);
    for (const nested of nestedScripts(script)) all.push(nested);
  }
  return all;
}

function ownScripts(instruction: Instruction, shell: ShellInForce): readonly ShellScript[] {
  switch (instruction.type) {
    case 'Run':
    case 'Cmd':
    case 'Entrypoint':
    case 'Healthcheck': {
      if (instruction.exec) return ofExec(instruction.exec.items, instruction.source);
      if (!instruction.shell) return [];
      const [start, end] = instruction.shell.span;
      const body = sliceJoined(instruction.source, start, end);
      if (instruction.type === 'Run' && instruction.heredocs.length > 0) return ofHeredocs(instruction, body, shell);
      return [parseScript(body, shell.dialect, 'instruction')];
    }
    default:
      return [];
  }
}

/** `["bash", "-o", "pipefail", "-c", "…"]`: the string behind the option that ends in `c`; also behind `tini --`, `gosu user` and their like. */
function ofExec(items: readonly Word[], source: JoinedText): readonly ShellScript[] {
  const shell = items.findIndex(({ value }) => isPosixLike(dialectOf(value)));
  const isSeenThrough = shell === 0 || commandWrappers.has(baseName(items[0]?.value ?? ''));
  const option = isSeenThrough ? items.findIndex(({ value }, i) => i > shell && /^-[A-Za-z]*c$/.test(value)) : -1;
  const script = option < 0 || shell < 0 ? undefined : items[option + 1];
  if (!script) return [];
  const start = joinedOffset(source, script.range[0]);
  const decoded = decodeJsonString(source, start, joinedOffset(source, script.range[1] - 1) + 1);
  return [parseScript(decoded, dialectOf(items[shell]?.value ?? ''), 'exec')];
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * A heredoc alone is the script itself, run by its `#!` or the shell in force; with more words on the line, line and bodies go
 * to the shell together (moby/buildkit, dockerfile2llb/convert.go, dispatchRun).
 */
function ofHeredocs({ heredocs }: Run, body: JoinedText, shell: ShellInForce): readonly ShellScript[] {
  const [first] = heredocs;
  if (first && isMarker(body.text)) {
    const source = contentOf(first);
    const dialect = shebangDialect(source.text.split('\n', 1)[0] ?? '') ?? shell.dialect;
    return [parseScript(source, dialect, 'heredoc')];
  }
  const whole = parseScript(withBodies(body, heredocs), shell.dialect, 'instruction');
  return [whole, ...ofStandardInput(whole, heredocs)];
}

/** `bash <<EOF`: the shell that a heredoc is the standard input of. */
function ofStandardInput({ commands }: ShellScript, heredocs: readonly Heredoc[]): readonly ShellScript[] {
  return heredocs.flatMap((heredoc) => {
    const reader = commands.find(
      ({ range, redirections }) => redirections.some(({ range: at }) => within(heredoc.marker, at)) || within(heredoc.marker, range),
    );
    const hasNoOperand = reader?.words.every(({ value }, i) => i === 0 || value?.startsWith('-'));
    const dialect = reader && hasNoOperand ? dialectOf(reader.name) : 'unknown';
    return isPosixLike(dialect) ? [parseScript(contentOf(heredoc), dialect, 'heredoc')] : [];
  });
}

const within = (inner: readonly [number, number], outer: readonly [number, number]): boolean =>
  outer[0] <= inner[0] && inner[1] <= outer[1];

/** The lines of a heredoc as the shell gets them: without leading tabs where it is `<<-`. */
function contentOf({ content, contentRange: [start], chomp }: Heredoc): JoinedText {
  if (!chomp) return unbroken(content, start);
  const starts: number[] = [];
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < content.length;) {
    const newline = content.indexOf('\n', at);
    const end = newline < 0 ? content.length : newline + 1;
    while (content[at] === '\t') at++;
    starts.push(text.length);
    offsets.push(start + at);
    text += content.slice(at, end);
    at = end;
  }
  return starts.length === 0 ? unbroken('', start) : { text, starts, offsets, end: start + content.length };
}

function withBodies(line: JoinedText, heredocs: readonly Heredoc[]): JoinedText {
  const starts = [...line.starts];
  const offsets = [...line.offsets];
  let { text, end } = line;
  for (const { content, name, contentRange, range } of heredocs) {
    // The line end before the body belongs to it here, as it does in the file.
    starts.push(text.length, text.length + 1, text.length + 1 + content.length);
    offsets.push(contentRange[0] - 1, contentRange[0], Math.max(contentRange[1], range[1] - name.length));
    text += `\n${content}${name}`;
    end = range[1];
  }
  return { text, starts, offsets, end };
}
