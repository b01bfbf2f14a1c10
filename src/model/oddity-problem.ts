import type { Range, ShellOddity, ShellOddityKind } from '../nodes.ts';
import type { Fix } from '../rule.ts';

/** What a rule says of the kinds of oddities that it is about, and what ShellCheck calls each. */
export type OddityKinds<M extends string> = Readonly<Partial<Record<ShellOddityKind, { readonly message: M; readonly code: string }>>>;

interface OddityProblem<M extends string> {
  readonly at: { readonly range: Range };
  readonly message: M;
  readonly data: { readonly name: string };
  readonly codes: readonly string[];
  readonly fix: Fix | undefined;
}

/** The problem that a rule reports of an oddity; `undefined` where it is of a kind that the rule is not about. */
export function oddityProblem<M extends string>(oddity: ShellOddity, kinds: OddityKinds<M>): OddityProblem<M> | undefined {
  const found = kinds[oddity.kind];
  if (!found) return undefined;
  const { edit, name } = oddity;
  return { at: oddity, message: found.message, data: { name }, codes: [found.code], fix: edit && ((to) => to.replace(edit, edit.text)) };
}
