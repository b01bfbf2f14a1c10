import { expansionsOf } from '../src/model/expansions.ts';
import { nameIndexOf } from '../src/model/name-index.ts';
import { nearestName } from '../src/model/nearest-name.ts';
import type { Dockerfile, Heredoc } from '../src/nodes.ts';
import { defineRule, dockerfile, type Editor, type TextEdit } from '../src/rule.ts';

export default defineRule({
  name: 'no-undefined-variable',
  summary: 'Disallow variables that the builder puts in, but nothing sets.',
  why: 'The builder puts an empty text in their place, without a word: `COPY $SRC/app /` copies from the root then.',
  category: 'variables',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Write the name that is set',
  codes: { buildkit: ['UndefinedVar'] },
  mentions: ['$'],
  references: [
    'https://docs.docker.com/reference/build-checks/undefined-var/',
    'https://docs.docker.com/build/building/variables/#scoping',
  ],
  messages: {
    undefined: "The builder puts nothing in for `{{variable}}`: '{{name}}' is not set here. Set it before with `ARG` or `ENV`.",
    typo: "The builder puts nothing in for `{{variable}}`: '{{name}}' is not set here. Did you mean `{{near}}`?",
    global:
      'The builder puts nothing in for `{{variable}}`: a stage does not see an `ARG` from before the first `FROM`. Repeat `ARG {{name}}` in it.',
    heredoc:
      'The builder puts nothing in for `{{variable}}` of this heredoc: \'{{name}}\' is not set here. To keep it as it is, write `<<"{{marker}}"`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        ARG DIR_ASSETS=assets
        COPY «$DIR_ASSET» /srv/
        WORKDIR /srv/«\${VERSION}»
      `,
      good: dockerfile`
        FROM alpine:3.20
        ARG DIR_ASSETS=assets
        COPY $DIR_ASSETS /srv/
        WORKDIR /srv/\${VERSION}
      `,
    },
    {
      bad: dockerfile`
        ARG VERSION=1.2
        FROM alpine:3.20
        LABEL org.opencontainers.image.version="«$VERSION»"
        ENV PATH=/opt/bin:$PATH A=\${B:-c}
        RUN echo "$UNKNOWN"
      `,
      good: dockerfile`
        ARG VERSION=1.2
        FROM alpine:3.20
        ARG VERSION
        LABEL org.opencontainers.image.version="$VERSION"
        ENV PATH=/opt/bin:$PATH A=\${B:-c}
        RUN echo "$UNKNOWN"
      `,
      note: 'A default says that the variable may be unset, and what is in a `RUN` is for its shell to expand.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        COPY <<EOF /etc/profile.d/a.sh
        export A=en
        export B=«$A»
        EOF
      `,
      good: dockerfile`
        FROM alpine:3.20
        COPY <<"EOF" /etc/profile.d/a.sh
        export A=en
        export B=$A
        EOF
      `,
    },
    {
      good: dockerfile`
        FROM node:22
        LABEL node=$NODE_VERSION
      `,
      note: 'The base image may set it.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20 AS base
        ARG SRC A=1 B=$A
        ENV DIR=/srv
        ONBUILD ARG NAME
        FROM base
        COPY --chown=$NAME $SRC $DIR/
        COPY <<'EOF' /a
        $C
        EOF
        COPY <<EOF /b
        \$C "$A" '$B'
        EOF
      `,
    },
  ],

  visit: {
    Stage({ instructions }, context) {
      const { report, isDeclared, declaredNames, indentAt, eol } = context;
      for (const instruction of instructions) {
        for (const { variable, heredoc } of expansionsOf(instruction)) {
          const { name, operator } = variable;
          if (/[-+]$/.test(operator ?? '') || builderNames.test(name) || isDeclared(name, variable) !== false) continue;
          const isGlobal = nameIndexOf(context).globals.has(name);
          const near = isGlobal ? undefined : nearestName(name, declaredNames(variable));
          const at = variable;
          const data = { name, variable: variable.text };
          if (isGlobal)
            report({
              at,
              message: 'global',
              data,
              title: `Repeat ARG ${name} in the stage`,
              fix: (edit) => edit.insertBefore(instruction, `ARG ${name}${eol}${indentAt(instruction.range[0])}`),
            });
          else if (near !== undefined)
            report({ at, message: 'typo', data: { ...data, near }, fix: (edit) => edit.replace({ range: variable.nameRange }, near) });
          else if (heredoc)
            report({
              at,
              message: 'heredoc',
              data: { ...data, marker: heredoc.name },
              title: 'Quote the marker of the heredoc',
              fix: (edit) => quoteMarker(heredoc, context.dockerfile, edit),
            });
          else report({ at, message: 'undefined', data });
        }
      }
    },
  },
});

/** Settings of the builder that no environment holds. */
const builderNames = /^BUILDKIT_SBOM_SCAN_(?:CONTEXT|STAGE)$/;

/** `<<EOF` becomes `<<"EOF"`; not where a backslash in the body is an escape now and would be kept then. */
function quoteMarker({ marker, name, content }: Heredoc, { text }: Dockerfile, edit: Editor): TextEdit | null {
  if (content.includes('\\') || !text.slice(...marker).endsWith(name)) return null;
  return edit.replace({ range: [marker[1] - name.length, marker[1]] }, `"${name}"`);
}
