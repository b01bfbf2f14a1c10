import { optionsOf } from '../src/model/command-options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-link-name',
  summary: 'Require `ln`, `cp` and `mv` to be told where to.',
  why: '`ln -s /a/b` makes a link `b` in whatever folder it runs in, and `cp a` or `mv a` only fail. Mostly a word got lost.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2226', 'SC2225', 'SC2224'] },
  mentions: ['ln', 'cp', 'mv'],
  references: ['https://www.gnu.org/software/coreutils/manual/html_node/ln-invocation.html'],
  messages: {
    link: '`ln` is told one name, so the link is made in the folder that it happens to run in. Name the link too.',
    destination: '`{{name}}` is told one name and does not know where to. Name the destination.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «ln -sf /opt/app/bin/app» && «sudo cp app.conf»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN ln -s /opt/app /app && ln -st /usr/bin /opt/app/bin/app && cp $FILES && mv a{,.old} && ln -s *.so && mv "$@"
      `,
    },
  ],

  visit: {
    Command(command, { report }) {
      const code = codes.get(command.name);
      if (code === undefined || command.wrappers.includes('xargs') || command.wrappers.includes('find')) return;
      const { operands, names } = optionsOf(command, 'St');
      const [only, more] = operands;
      if (!only || more || names.has('-t') || names.has('--target-directory') || names.has('--help') || names.has('--version')) return;
      if (only.expansions.some(({ kind, quoted, name }) => name === '@' || !quoted || kind === 'brace')) return;
      if (command.name === 'ln') report({ at: command, message: 'link', codes: [code] });
      else report({ at: command, message: 'destination', data: { name: command.name }, codes: [code] });
    },
  },
});

const codes: ReadonlyMap<string, string> = new Map([
  ['ln', 'SC2226'],
  ['cp', 'SC2225'],
  ['mv', 'SC2224'],
]);
