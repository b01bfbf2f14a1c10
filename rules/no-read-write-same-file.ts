import type { Command, Redirection, ShellNode, ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-read-write-same-file',
  summary: 'Disallow a pipeline that writes the file which it reads.',
  why: 'The shell empties the file before anything reads it, so all that was in it is lost.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2094'] },
  mentions: ['>'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07_02'],
  messages: {
    emptied: '`{{file}}` is emptied before it is read here. Write another file and move that over it.',
    growing: '`{{file}}` grows while it is read here. Write another file and append that.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN sort list > «list» && grep -v root /etc/passwd | sed s/a/b/ > «/etc/passwd»
        RUN jq . < a.json >> «a.json»; (grep b c) > «c»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN sort list > sorted && mv sorted list && sort a | tee a.sorted && echo a > a && cat b > b.bak
        RUN make > /dev/null < /dev/null && sponge a < a > a && sort -o list list
      `,
    },
  ],

  visit: {
    Command(command, { report }) {
      if (!command.pipe) check([command], report);
    },
    Group(group, { report }) {
      check([group], report);
    },
    Loop(loop, { report }) {
      check([loop], report);
    },
    Pipeline({ members }, { report }) {
      if (members.length > 1) check(members, report);
    },
  },
});

type ReportHere = (problem: { at: Redirection | ShellWord; message: 'emptied' | 'growing'; data: { file: string } }) => void;

function check(nodes: readonly ShellNode[], report: ReportHere): void {
  if (!nodes.some((node) => 'redirections' in node && node.redirections.length > 0)) return;
  const redirections = nodes.flatMap((node) => ('redirections' in node ? node.redirections : []));
  const written = redirections.filter(
    ({ operator, target }) => /^(?:&?>>?|>\|)$/.test(operator) && target && !target.text.startsWith('/dev/'),
  );
  if (written.length === 0) return;
  const read = new Set([
    ...redirections.filter(({ operator }) => operator === '<').map(({ target }) => target?.text),
    ...nodes
      .flatMap(opened)
      .flatMap((node) => (node.type === 'Command' && !onlyNames(node) ? node.words.slice(1).map(({ text }) => text) : [])),
  ]);
  if (nodes.some((node) => node.type === 'Command' && node.name === 'sponge')) return;
  for (const { target, operator } of written) {
    if (target && read.has(target.text))
      report({ at: target, message: operator.endsWith('>>') ? 'growing' : 'emptied', data: { file: target.text } });
  }
}

/** What of a node may open a file by its name. */
const opened = (node: ShellNode): readonly ShellNode[] => (node.type === 'Group' ? node.body : [node]);

/** Their arguments are texts, or files that they write or do not open. */
const onlyNames = ({ name }: Command): boolean => silent.has(name);
const silent: ReadonlySet<string> = new Set([
  'echo',
  'printf',
  'tee',
  'sponge',
  'touch',
  'test',
  '[',
  'rm',
  'mkdir',
  'chmod',
  'chown',
  'ls',
  'basename',
  'dirname',
]);
