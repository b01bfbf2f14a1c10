import type { Add, Copy, Word } from '../src/nodes.ts';
import type { Model } from '../src/model/model.ts';
import { defineRule, dockerfile, type Fix } from '../src/rule.ts';

export default defineRule({
  name: 'require-slash-for-several-sources',
  summary: 'Require a slash behind the folder that several sources are copied to.',
  why: 'Several files can only go into a folder. Docker takes the destination for one only where it ends in a slash; elsewhere the build fails.',
  category: 'files',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Add the slash',
  codes: {
    hadolint: ['DL3021'],
    tally: ['hadolint/DL3021'],
    trivy: ['DS-0011'],
    kics: ['6db6e0c2'],
    dockerfilelint: ['add_dest_invalid'],
    dockerfileUtils: ['INVALID_DESTINATION'],
  },
  references: ['https://docs.docker.com/reference/dockerfile/#destination', 'https://github.com/hadolint/hadolint/wiki/DL3021'],
  messages: { slash: "'{{path}}' takes {{count}} sources, so it must be a folder. Write `{{path}}/`." },
  examples: [
    { bad: dockerfile`COPY package.json yarn.lock «/app»`, good: dockerfile`COPY package.json yarn.lock /app/` },
    { bad: dockerfile`COPY ["a b", "c", «"/my files"»]`, good: dockerfile`COPY ["a b", "c", "/my files/"]` },
    { bad: dockerfile`ADD a.tar b.tar «"/x"»`, good: dockerfile`ADD a.tar b.tar "/x/"` },
    {
      good: dockerfile`
        FROM node:22
        ARG DIR
        COPY a b .
        COPY a b ./
        COPY a b $DIR
        COPY a b /x/..
        COPY a /app
      `,
    },
  ],

  visit: {
    Copy(copy, context) {
      const problem = problemOf(copy, context);
      if (problem) context.report({ ...problem, message: 'slash' });
    },
    Add(add, context) {
      const problem = problemOf(add, context);
      if (problem) context.report({ ...problem, message: 'slash' });
    },
  },
});

interface Problem {
  readonly at: Word;
  readonly data: { readonly path: string; readonly count: number };
  readonly fix: Fix;
}

function problemOf(copy: Copy | Add, { resolve, text }: Model): Problem | undefined {
  const { sources, destination } = copy;
  const path = destination && resolve(destination, copy);
  if (!destination || !path || sources.length < 2 || /[/\\]$|(?:^|\/)\.\.?$/.test(path)) return undefined;
  // A quote that nothing opens is a part of the name.
  const isQuoted = /^(["'])[^]*\1$/.test(text.slice(...destination.range));
  const end = destination.range[1] - (isQuoted ? 1 : 0);
  return { at: destination, data: { path, count: sources.length }, fix: (edit) => edit.insertAfter({ range: [end, end] }, '/') };
}
