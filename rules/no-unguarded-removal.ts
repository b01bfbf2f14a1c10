import { optionsOf } from '../src/model/command-options.ts';
import type { Expansion, ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unguarded-removal',
  summary: 'Disallow `rm -r` of a path that is a folder of the system when a variable is empty.',
  why: 'With nothing in `$dir`, `rm -rf "$dir/"*` removes all there is. `${dir:?}` stops the script instead.',
  category: 'shell',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Stop where the variable is empty',
  codes: { shellcheck: ['SC2115'] },
  mentions: ['rm'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02'],
  messages: {
    variable: 'This removes `{{path}}` when `{{text}}` is empty. Write `{{guarded}}`, which stops the script then.',
    command: 'This removes `{{path}}` when `{{text}}` prints nothing. Make sure that it has printed something.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN rm -rf "«$DIR»/"* && rm -r «\${A}»/usr && rm -fr "«$A»/$B" /tmp/x
      `,
      good: dockerfile`
        FROM debian:12
        RUN rm -rf "\${DIR:?}/"* && rm -r \${A:?}/usr && rm -fr "\${A:?}/$B" /tmp/x
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN rm -rf "«$(cat dir)»/"
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        ENV APP=/srv/app
        RUN rm -rf "$DIR/cache" "\${DIR:?}/"* "$DIR" && rm -f "$DIR"/* && rm -rf /tmp/* "$APP/"*
        RUN dir=$(mktemp -d) && rm -rf "$dir"
      `,
    },
  ],

  visit: {
    Command(command, context) {
      if (command.name !== 'rm') return;
      const { names, operands } = optionsOf(command);
      if (!['-r', '-R', '--recursive'].some((name) => names.has(name))) return;
      const run = context.instructionOf(command);
      for (const word of operands) {
        const first = word.expansions.find(({ inner }) => !inner);
        const path = pathIfEmpty(word);
        if (
          !first ||
          path === undefined ||
          !importantPath.test(path) ||
          (run && first.name && context.isDeclared(first.name, run) === true)
        )
          continue;
        const { text, name = '', kind } = first;
        const guarded = `\${${name}:?}`;
        if (kind === 'command') context.report({ at: first, message: 'command', data: { path, text } });
        else
          context.report({
            at: first,
            message: 'variable',
            data: { path, text, guarded },
            fix: (edit) => edit.replace(first, guarded),
          });
      }
    },
  },
});

/** What is left of a path when every variable in it is empty; nothing where one is guarded, or stands before what is no path. */
function pathIfEmpty(word: ShellWord): string | undefined {
  let { text } = word;
  const outer = word.expansions.filter(({ inner, kind }) => !inner && kind !== 'glob');
  if (outer.length === 0 || !outer.every(mayBeEmpty)) return undefined;
  for (const one of outer) text = text.replace(one.text, '');
  return text.replace(/["']/g, '');
}

const mayBeEmpty = ({ kind, name, operator }: Expansion): boolean =>
  kind === 'command' || (kind === 'variable' && operator === undefined && name !== '@' && name !== '*' && /^\w+$/.test(name ?? ''));

/** Folders of the Filesystem Hierarchy Standard that nothing runs without, and the root. */
const importantPath =
  /^\/+(?:\*|(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|proc|root|run|sbin|srv|sys|usr|usr\/(?:bin|lib|local|sbin|share)|var|var\/lib)\/*\*?)?$/;
