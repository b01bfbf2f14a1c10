import type { ShellNode } from '../src/nodes.ts';
import { conditionsOf } from '../src/model/shell-lists.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-and-or-else',
  summary: 'Disallow `a && b || c` as if it were `if a; then b; else c; fi`.',
  why: '`c` runs also when `b` fails: a step that broke is taken for one that had nothing to do.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  codes: { shellcheck: ['SC2015'] },
  mentions: ['||'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_03'],
  messages: { both: 'What stands behind `||` runs also when `{{command}}` fails. Write `if …; then …; else …; fi`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN [ -f a ] «&&» make a || make b
        RUN apt-get update && apt-get install -y curl «&&» rm -r /var/lib/apt/lists || touch failed
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN [ -f a ] && echo yes || echo no
        RUN make a && make b || exit 1
        RUN if a && b || c; then d; fi; make || echo failed && ls
        RUN a && x=1 || x=2; chmod 700 b && ls b || true
      `,
      note: 'Assignments do not fail. What only stops the script, tells of a failure or ignores it is right for both.',
    },
  ],

  visit: {
    ShellScript(script, { report }) {
      const lists = script.compounds.filter(({ type }) => type === 'AndOr');
      if (lists.length === 0) return;
      const conditions = conditionsOf(script);
      for (const list of lists) {
        if (list.type !== 'AndOr' || conditions.has(list)) continue;
        const { members, operators } = list;
        const last = members.at(-1);
        const then = members.at(-2);
        const or = operators.at(-1);
        const and = operators.at(-2);
        if (!last || !then || and?.text !== '&&' || or?.text !== '||' || operators.slice(0, -1).some(({ text }) => text === '||')) continue;
        if (cannotFail(then, last) || isFine(last) || leaves(then)) continue;
        report({ at: and, message: 'both', data: { command: nameOf(then) } });
      }
    },
  },
});

/** Such as print in both branches, or assign in both. */
const cannotFail = (then: ShellNode, otherwise: ShellNode): boolean =>
  then.type === 'Command' && otherwise.type === 'Command' && isHarmless(then) && isHarmless(otherwise);

const isHarmless = ({ name, words }: Extract<ShellNode, { type: 'Command' }>): boolean =>
  words.length === 0 || name === 'echo' || name === 'printf';

/** Stops, ignores the failure or only tells of it: right for whatever failed. */
const isFine = (node: ShellNode): boolean => node.type === 'Command' && /^(?:exit|return|true|:|echo|printf)$/.test(node.name);

/** Nothing behind it runs. */
const leaves = (node: ShellNode): boolean => node.type === 'Command' && /^(?:break|continue|exit|return|true|:)$/.test(node.name);

const nameOf = (node: ShellNode): string => (node.type === 'Command' && node.name !== '' ? node.name : 'what stands between');
