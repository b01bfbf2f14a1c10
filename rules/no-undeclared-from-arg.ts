import { expansionsOf } from '../src/model/expansions.ts';
import { nameIndexOf } from '../src/model/name-index.ts';
import { nearestName } from '../src/model/nearest-name.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-undeclared-from-arg',
  summary: 'Disallow variables in `FROM` that no `ARG` before the first `FROM` declares.',
  why: 'Such a variable is empty, and `--build-arg` cannot set it: the build fails, or takes another image than meant.',
  category: 'variables',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Write the name that is declared',
  codes: { buildkit: ['UndefinedArgInFrom'] },
  mentions: ['$'],
  references: [
    'https://docs.docker.com/reference/build-checks/undefined-arg-in-from/',
    'https://docs.docker.com/build/building/variables/#scoping',
  ],
  messages: {
    undeclared: '`{{variable}}` is empty here: no `ARG {{name}}` stands before the first `FROM`. Declare it there.',
    typo: '`{{variable}}` is empty here: no `ARG {{name}}` stands before the first `FROM`. Did you mean `{{near}}`?',
    inStage:
      '`{{variable}}` is empty here: `FROM` does not see the `ARG {{name}}` of line {{line}}, which belongs to a stage. Declare it before the first `FROM`.',
  },
  examples: [
    {
      bad: dockerfile`
        ARG VERSION=3.20
        FROM alpine:«$VERSON»
      `,
      good: dockerfile`
        ARG VERSION=3.20
        FROM alpine:$VERSION
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20 AS base
        ARG DISTRO=bookworm
        FROM debian:«\${DISTRO}»-slim
      `,
      good: dockerfile`
        ARG DISTRO=bookworm
        FROM alpine:3.20 AS base
        ARG DISTRO=bookworm
        FROM debian:\${DISTRO}-slim
      `,
    },
    {
      bad: dockerfile`FROM --platform=«$BULIDPLATFORM» alpine:«\${TAG:-3.20}»`,
      good: dockerfile`FROM --platform=$BUILDPLATFORM alpine:\${TAG:-3.20}`,
      note: 'A default helps the build, but nothing can set the variable.',
    },
    {
      good: dockerfile`
        ARG TAG
        FROM --platform=$BUILDPLATFORM alpine:\${TAG:-3.20}
        FROM tools-$TARGETARCH
      `,
    },
  ],

  visit: {
    From(from, context) {
      const { report, dockerfile, text, isDeclared, declaredNames, positionAt, eol } = context;
      for (const { variable } of expansionsOf(from)) {
        const { name } = variable;
        if (isDeclared(name, variable) !== false) continue;
        const first = nameIndexOf(context).stageArgs.get(name);
        const arg = first && first.range[0] < from.range[0] ? first : undefined;
        const near = arg ? undefined : nearestName(name, declaredNames(from));
        const data = { name, variable: variable.text };
        if (near !== undefined)
          report({
            at: variable,
            message: 'typo',
            data: { ...data, near },
            fix: (edit) => edit.replace({ range: variable.nameRange }, near),
          });
        else if (arg)
          report({
            at: variable,
            message: 'inStage',
            data: { ...data, line: positionAt(arg.range[0]).line },
            related: [{ at: arg, note: 'The declaration that counts inside its stage only.' }],
            title: `Declare ${name} before the first FROM`,
            fix: (edit) => {
              const [stage] = dockerfile.stages;
              const pair = arg.pairs.find(({ key }) => key.value === name);
              if (!stage || !pair || text.slice(...pair.range).includes('\n')) return null;
              return edit.insertBefore(stage.from, `${arg.keyword.text} ${text.slice(...pair.range)}${eol}`);
            },
          });
        else report({ at: variable, message: 'undeclared', data });
      }
    },
  },
});
