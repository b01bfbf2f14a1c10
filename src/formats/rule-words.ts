import type { AnyRule, Example, Tag } from '../rule.ts';

/** What a viewer shows about a rule: why it is there, what its fix does, and what other tools call it. */
export function helpText(rule: AnyRule): string {
  return `${[rule.why, ...facts(rule)].join('\n')}\n'plimsoll explain ${rule.name}' shows examples.`;
}

/** The same in Markdown, with the first example that is reported. */
export function helpMarkdown(rule: AnyRule): string {
  const example = (rule.examples as readonly Example[]).find(({ bad }) => bad !== undefined);
  const blocks = [
    rule.why,
    facts(rule)
      .map((fact) => `- ${fact}`)
      .join('\n'),
    ...(example?.bad === undefined ? [] : [`Reported:\n\n${fence(example.bad.replaceAll(/[«»]/g, ''))}`]),
    ...(example?.bad === undefined || example.good === undefined ? [] : [`Fixed:\n\n${fence(example.good)}`]),
    (rule.references ?? []).map((reference) => `<${reference}>`).join('\n'),
  ];
  return blocks.filter(Boolean).join('\n\n');
}

/** What is to be known of a rule beside its reason, one sentence each. */
export function facts({ fix, fixTitle, codes = {} }: AnyRule): readonly string[] {
  const elsewhere = Object.entries(codes).map(([tool, names]) => `${tool} ${names.join(', ')}`);
  return [...(fix ? [`Fix (${fix}): ${fixTitle}.`] : []), ...(elsewhere.length > 0 ? [`Elsewhere: ${elsewhere.join('; ')}.`] : [])];
}

/** What follows from a rule's tags: `layout: editors apply its fix when they format`. */
export const tagWords = ({ tags = [] }: AnyRule): readonly string[] => tags.map((tag) => `${tag}: ${meanings[tag]}`);

const meanings = {
  layout: 'editors apply its fix when they format',
  unnecessary: 'editors fade what it finds',
  deprecated: 'editors strike through what it finds',
} as const satisfies Readonly<Record<Tag, string>>;

/** How a rule that no preset has comes to run, where naming it is not enough. */
export const switchOf = ({ relays }: AnyRule): string | undefined =>
  relays ? 'none (it runs with `shellcheck: true` or `--shellcheck` alone)' : undefined;

/** Fenced by more backticks than the code has in a row. */
function fence(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}dockerfile\n${code.replace(/\n$/, '')}\n${ticks}`;
}
