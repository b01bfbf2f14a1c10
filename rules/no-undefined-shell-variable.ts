import { nameIndexOf } from '../src/model/name-index.ts';
import { nearestName } from '../src/model/nearest-name.ts';
import { isOfEnvironment, namesOf, type SetName } from '../src/model/shell-names.ts';
import type { Expansion, Instruction, Range, ShellScript } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-undefined-shell-variable',
  summary: 'Disallow variables in `RUN` that nothing sets.',
  why: 'The shell puts an empty text in their place without a word. Each `RUN` has a shell of its own: what one before has set is gone.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Repeat the `ARG` in the stage',
  codes: { shellcheck: ['SC2154'] },
  mentions: ['$', '((', ']=', ']+='],
  references: ['https://docs.docker.com/build/building/variables/#scoping'],
  messages: {
    unset: '`{{name}}` is not set in this `RUN`, and no `ARG` or `ENV` above names it.',
    near: '`{{name}}` is not set in this `RUN`, and no `ARG` or `ENV` above names it. Did you mean `{{near}}`?',
    prefix: '`{{name}}` is set in front of `{{command}}`, for that command alone. Put `;` or `&&` behind the assignment.',
    builtin:
      'Only POSIX shells keep `{{name}}`, which is set in front of `{{command}}`: bash does not. Put `;` or `&&` behind the assignment.',
    global: '`{{name}}` is empty here: a stage does not see an `ARG` from before the first `FROM`. Repeat `ARG {{name}}` in it.',
  },
  examples: [
    {
      bad: dockerfile`
        ARG VERSION=1
        FROM debian:12
        RUN curl -fsSLO "https://example.com/app-«$VERSION».tgz"
      `,
      good: dockerfile`
        ARG VERSION=1
        FROM debian:12
        ARG VERSION
        RUN curl -fsSLO "https://example.com/app-$VERSION.tgz"
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN version=1
        RUN echo "«$version»" "$version" && archs=1 && make "«$arch»"
        RUN deps='make' set -x && apt-get install -y «$deps»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        ARG version
        RUN echo "$version $HOME \${tag:-latest} $http_proxy" && [ -n "$debug" ] && echo "$debug"
        RUN read -r a b < f; for c in "$a" "$b"; do echo "$c"; done; . /etc/os-release && echo "$id"
        RUN --mount=type=secret,id=a,env=token echo "$token"
        CMD echo "$name"
      `,
      note: 'Who runs the image may set a variable, and what a sourced file sets is not known.',
    },
  ],

  visit: {
    ShellScript(script, context) {
      const run = context.instructionOf(script);
      if (run?.type !== 'Run' || (script.origin !== 'instruction' && script.origin !== 'heredoc')) return;
      const { read, known, set, isOpen } = namesOf(script);
      if (read.size === 0 || isOpen) return;
      const behind = commandsBehind(script, set);
      for (const [name, at] of read) {
        if (!/^[A-Za-z_]\w*$/.test(name) || isOfEnvironment(name) || isSecret(name, run)) continue;
        const isDeclared = context.isDeclared(name, run);
        if (isDeclared === true) continue;
        const command = behind(name, at);
        if (command !== undefined) context.report({ at, message: known.has(name) ? 'builtin' : 'prefix', data: { name, command } });
        else if (known.has(name)) continue;
        else if (isDeclared === false && nameIndexOf(context).globals.has(name))
          context.report({
            at,
            message: 'global',
            data: { name },
            codes: /[a-z]/.test(name) ? ['SC2154'] : [],
            fix: run.inOnbuild ? undefined : (edit) => edit.insertBefore(run, `ARG ${name}${context.eol}${context.indentAt(run.range[0])}`),
          });
        else if (/[a-z]/.test(name)) {
          const near = nearestName(name, [...known, ...context.declaredNames(at)]);
          if (near === undefined) context.report({ at, message: 'unset', data: { name } });
          else context.report({ at, message: 'near', data: { name, near } });
        }
      }
    },
  },
});

/** Finds the command that the one assignment of a name stands in front of, where that comes before. */
function commandsBehind({ commands }: ShellScript, set: readonly SetName[]): (name: string, at: Expansion) => string | undefined {
  /** Without a range: set more than once. */
  const only = new Map<string, Range | undefined>();
  for (const { name, range } of set) only.set(name, only.has(name) ? undefined : range);
  const byStart = new Map(
    commands
      .filter(({ words }) => words.length > 0)
      .flatMap(({ name, assignments }) => assignments.map(({ range }) => [range[0], name] as const)),
  );
  return (name, at) => {
    const range = only.get(name);
    return range && range[0] <= at.range[0] ? byStart.get(range[0]) : undefined;
  };
}

/** `RUN --mount=type=secret,env=NAME`. */
const isSecret = (name: string, { flags }: Instruction): boolean =>
  flags.some(({ mount }) => mount?.kind === 'secret' && mount.options.some(({ key, value }) => key === 'env' && value?.value === name));
