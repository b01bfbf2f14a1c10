import type { Range } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-empty-continuation',
  summary: 'Disallow blank lines inside of a continued instruction.',
  why: 'A blank line looks like the end of the instruction and is none: what stands below still belongs to it. BuildKit skips such lines for now, and a later release will refuse them.',
  category: 'syntax',
  severity: 'warning',
  tags: ['layout'],
  fix: 'safe',
  fixTitle: 'Remove the blank lines',
  codes: { buildkit: ['NoEmptyContinuation'], dockerfileUtils: ['EMPTY_CONTINUATION_LINE'] },
  references: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  messages: {
    empty:
      'A blank line does not end this instruction, and BuildKit will refuse it there. Remove it, or end the line above without `{{escape}}`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache \
        «
        »    curl \
            # with its keys
        «

        »    gnupg
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache \
            curl \
            # with its keys
            gnupg
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN <<EOF
        apk add --no-cache \

            curl
        EOF
      `,
      note: 'What stands in a heredoc is the business of the shell.',
    },
  ],

  visit: {
    Dockerfile({ text, escape, emptyContinuations }, { report }) {
      for (const range of emptyContinuations.flatMap((all) => blankRuns(text, all)))
        report({ at: { range }, message: 'empty', data: { escape }, fix: (edit) => edit.remove({ range }) });
    },
  },
});

/** The parts of a range of whole lines that hold nothing but blank ones. */
function blankRuns(text: string, [start, end]: Range): readonly Range[] {
  const runs: [number, number][] = [];
  for (let at = start; at < end;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? end : newline + 1;
    const last = runs.at(-1);
    if (text.slice(at, next).trim() === '') {
      if (last?.[1] === at) last[1] = next;
      else runs.push([at, next]);
    }
    at = next;
  }
  return runs;
}
