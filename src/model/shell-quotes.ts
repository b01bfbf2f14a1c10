import type { Expansion, Range, ShellScript, ShellWord } from '../nodes.ts';
import type { Editor, Fix, TextEdit } from '../rule.ts';
import type { Model } from './model.ts';

/**
 * Whether shell text can be written at a node as it would stand in a script: not inside of JSON, of quotes that hold a script, or of
 * backticks in double quotes, where each quote would need an escape that depends on all around it.
 */
export function isPlainText({ range }: { readonly range: Range }, model: Model): boolean {
  const instruction = model.instructionOf({ range });
  if (!instruction) return false;
  return model
    .scripts(instruction)
    .every(
      (script) =>
        !holds(script, range) || (script.origin !== 'exec' && script.origin !== 'argument' && !isInQuotedBackticks(script, range)),
    );
}

const holds = ({ range: [start, end] }: { readonly range: Range }, inner: Range): boolean => start <= inner[0] && inner[1] <= end;

const isInQuotedBackticks = (script: ShellScript, range: Range): boolean =>
  quotedBackticks(script).some((one) => holds(one, range) && one.range[0] < range[0]);

/** Looked for once in each script: most have none, and each of very many fixes asks. */
function quotedBackticks(script: ShellScript): readonly Expansion[] {
  const before = knownBackticks.get(script);
  if (before) return before;
  const found = script.shellWords
    .filter((word) => word.quoted || word.role === 'document')
    .flatMap(({ expansions }) => expansions.filter(({ quoted, text }) => quoted && text.startsWith('`')));
  knownBackticks.set(script, found);
  return found;
}

const knownBackticks = new WeakMap<ShellScript, readonly Expansion[]>();

/** Puts a word, or what of it is expanded, in double quotes. */
export function quoteFix(word: ShellWord, expansion: Expansion, model: Model): Fix {
  return (edit) => (isPlainText(word, model) ? quoteEdits(word, expansion, edit, model.text) : null);
}

function quoteEdits(word: ShellWord, expansion: Expansion, edit: Editor, text: string): readonly TextEdit[] | null {
  const written = text.slice(...word.range);
  const head = /^(?:--?[\w-]+=|[A-Za-z_]\w*\+?=)/.exec(written)?.[0].length ?? 0;
  const start = word.range[0] + head;
  const isWhole = written === word.text && word.parts.every((part) => part.range[1] <= start || canBeQuoted(part.kind, part.text));
  if (!isWhole) return [edit.replace(expansion, `"${text.slice(...expansion.range)}"`)];
  const inside = word.parts
    .map(({ kind, range, text: own }) => (kind === 'double' ? own.slice(1, -1) : text.slice(Math.max(range[0], start), range[1])))
    .join('');
  return [edit.replace({ range: [start, word.range[1]] }, `"${inside}"`)];
}

/** Literal text that means the same in double quotes. */
const canBeQuoted = (kind: ShellWord['parts'][number]['kind'], text: string): boolean =>
  kind === 'double' || (kind === 'expansion' && !text.startsWith('`')) || (kind === 'literal' && /^[\w./:,=@%+-]*$/.test(text));
