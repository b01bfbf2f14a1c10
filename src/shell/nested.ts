import type { Command, JoinedText, ShellDialect, ShellScript, ShellWord } from '../nodes.ts';
import { decodeShellWord, joinedOffset } from './decode.ts';
import { dialectOf, isPosixLike } from './dialect.ts';
import { parseScript } from './script.ts';

/** The scripts that a script hands to a shell as one word: `sh -c '…'`, `su - user -c '…'`, `eval '…'`; theirs too, three levels deep. */
export function nestedScripts(script: ShellScript): ShellScript[] {
  return nestedIn(script, 3);
}

function nestedIn(script: ShellScript, levels: number): ShellScript[] {
  if (levels === 0 || !isPosixLike(script.dialect) || !mayNest.test(script.source.text)) return [];
  const all: ShellScript[] = [];
  for (const command of script.commands) {
    const argument = shellArgument(command, script.dialect);
    const source = argument && decoded(argument.word, script.source);
    if (!source) continue;
    const nested = parseScript(source, argument.dialect, 'argument');
    all.push(nested);
    for (const inner of nestedIn(nested, levels - 1)) all.push(inner);
  }
  return all;
}

/** Spares most scripts the parser. */
const mayNest = /-\w*c|--co|\beval\b/;

interface ShellArgument {
  readonly word: ShellWord;
  readonly dialect: ShellDialect;
}

function shellArgument({ name, words }: Command, outer: ShellDialect): ShellArgument | undefined {
  if (name === 'eval') {
    const [, word, more] = words[1]?.text === '--' ? words.slice(1) : words;
    return word && !more ? { word, dialect: outer } : undefined;
  }
  if (name === 'su' || name === 'runuser') return switchUser(words);
  const dialect = dialectOf(name);
  if (dialect === 'unknown' || dialect === 'cmd') return undefined;
  const word = dialect === 'powershell' ? undefined : commandString(words);
  return word && { word, dialect };
}

/** A shell's command string is its first operand where `-c` is among its options, alone or with others (`-euxo pipefail -c`). */
function commandString(words: readonly ShellWord[]): ShellWord | undefined {
  let hasC = false;
  for (let at = 1; at < words.length; at++) {
    const option = words[at]?.text ?? '';
    if (option === '--') return hasC ? words[at + 1] : undefined;
    if (!/^[-+]./.test(option)) return hasC ? words[at] : undefined;
    if (option.startsWith('--')) {
      if (option === '--rcfile' || option === '--init-file') at++;
      continue;
    }
    if (option.startsWith('-') && option.includes('c')) hasC = true;
    if (/[oO]$/.test(option)) at++;
  }
  return undefined;
}

/** `su` takes its options in any place, and runs the command in the user's login shell. */
function switchUser(words: readonly ShellWord[]): ShellArgument | undefined {
  let word: ShellWord | undefined;
  let dialect: ShellDialect = 'sh';
  for (let at = 1; at < words.length; at++) {
    const option = words[at]?.text ?? '';
    const long = /^--(shell|command|session-command)(=?)(.*)$/.exec(option);
    if (/^-[a-z]*c$/.test(option) || (long && long[1] !== 'shell' && long[2] === '')) word ??= words[++at];
    else if (option === '-s' || (long?.[1] === 'shell' && long[2] === '')) dialect = shellOr(words[++at]?.value, dialect);
    else if (long?.[1] === 'shell') dialect = shellOr(long[3], dialect);
  }
  return word && { word, dialect };
}

function shellOr(program: string | undefined, fallback: ShellDialect): ShellDialect {
  const dialect = dialectOf(program ?? '');
  return dialect === 'unknown' ? fallback : dialect;
}

function decoded(word: ShellWord, source: JoinedText): JoinedText | undefined {
  const start = joinedOffset(source, word.range[0]);
  const end = joinedOffset(source, word.range[1] - 1) + 1;
  // Inside backticks with escapes the word's own text is another than the source's.
  if (source.text.slice(start, end) !== word.text) return undefined;
  return decodeShellWord(source, start, end);
}
