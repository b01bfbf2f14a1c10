import { nearestName } from '../src/model/nearest-name.ts';
import { isOfEnvironment, namesOf } from '../src/model/shell-names.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-misspelled-shell-variable',
  summary: 'Disallow variables in `RUN` that nothing sets, where a name like theirs is set.',
  why: 'A variable that is not set is an empty text, and the build goes on with it.',
  category: 'shell',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Write the name that is set',
  codes: { shellcheck: ['SC2153'] },
  mentions: ['$', '((', ']=', ']+='],
  messages: { near: '`{{name}}` is set nowhere. Did you mean `{{near}}`?' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        ENV APP_HOME=/srv/app
        RUN mkdir "«$APP_HOEM»" && BUILD_DIR=/b && ls "$BUILD_DIR" "«\${BUILDDIR}»"
      `,
      good: dockerfile`
        FROM debian:12
        ENV APP_HOME=/srv/app
        RUN mkdir "$APP_HOME" && BUILD_DIR=/b && ls "$BUILD_DIR" "\${BUILD_DIR}"
      `,
    },
    {
      good: dockerfile`
        FROM example.com/base
        ENV PYTHON_VERSION=3
        RUN echo "$PYTHON3_VERSION" "\${PYTHN_VERSION:-}" "$HOME"
      `,
      note: 'An image that nobody knows may set it.',
    },
  ],

  visit: {
    ShellScript(script, context) {
      const run = context.instructionOf(script);
      if (run?.type !== 'Run' || (script.origin !== 'instruction' && script.origin !== 'heredoc')) return;
      const { read, known, isOpen } = namesOf(script);
      if (read.size === 0 || isOpen) return;
      for (const [name, at] of read) {
        if (!/^[A-Z_][A-Z0-9_]{2,}$/.test(name) || known.has(name) || isOfEnvironment(name) || context.isDeclared(name, run) !== false)
          continue;
        const near = nearestName(
          name,
          [...known, ...context.declaredNames(at)].filter((one) => /^[A-Z_]/.test(one)),
        );
        if (near === undefined) continue;
        const written = context.text.slice(...at.range);
        const start = at.range[0] + written.indexOf(name);
        const isExact = written === at.text;
        context.report({
          at,
          message: 'near',
          data: { name, near },
          fix: isExact ? (edit) => edit.replace({ range: [start, start + name.length] }, near) : undefined,
        });
      }
    },
  },
});
