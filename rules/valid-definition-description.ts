import { nearestName } from '../src/model/nearest-name.ts';
import type { Comment, Instruction, Word } from '../src/nodes.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-definition-description',
  summary: 'Require comments above `ARG` and named stages to begin with the name.',
  why: '`docker build --call=outline` and `--call=targets` show such a comment as the description, if it is written `# name description`. Any other is left out.',
  category: 'metadata',
  severity: 'info',
  presets: [],
  fix: 'safe',
  fixTitle: 'Put an empty comment between',
  codes: { buildkit: ['InvalidDefinitionDescription'] },
  mentions: ['#'],
  references: [
    'https://docs.docker.com/reference/build-checks/invalid-definition-description/',
    'https://docs.docker.com/reference/cli/docker/buildx/build/#call',
  ],
  options: {
    every: boolean({
      default: false,
      describe: 'Take every comment there for a description, as BuildKit does, not only those that seem to be meant as one.',
    }),
  },
  messages: {
    format:
      "The comment on line {{line}} is no description of '{{name}}'. Begin it with `# {{name}} `, or put a line with `#` alone below it.",
    several:
      'The comment on line {{line}} is no description of any `ARG` here. Begin it with the name of one, or put a line with `#` alone below it.',
  },
  examples: [
    {
      bad: dockerfile`
        # VERSOIN of the base image
        ARG «VERSION»=3.20
        # build: compiles it
        FROM alpine:$VERSION AS «build»
      `,
      good: dockerfile`
        # VERSION of the base image
        ARG VERSION=3.20
        # build compiles it
        FROM alpine:$VERSION AS build
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        # Who runs it.
        ARG «UID»=1000 GID=1000
      `,
      good: dockerfile`
        FROM alpine:3.20
        # Who runs it.
        #
        ARG UID=1000 GID=1000
      `,
      options: { every: true },
    },
    {
      good: dockerfile`
        FROM node:22 AS build
        # Where we test
        FROM build AS test
        # Release build
        FROM build AS release
        # Release and build are the same
        FROM build AS releases
      `,
      note: 'An ordinary comment describes nothing, and need not. BuildKit reports it all the same.',
    },
    {
      good: dockerfile`
        # Our image.
        FROM alpine:3.20
        # UID runs it
        ARG UID=1000
        # The sources.
        COPY . /
        # hadolint ignore=DL3064
        ARG TOKEN
      `,
      note: 'Only `ARG` and stages with a name are described.',
    },
  ],

  visit: {
    Dockerfile({ instructions, comments }, { report, indentAt, eol, options }) {
      for (const [instruction, comment] of withComments(instructions, comments)) {
        const names = namesOf(instruction);
        const [name] = names;
        const word = comment.text.split(' ', 1)[0] ?? '';
        if (!name || names.some(({ text }) => text === word)) continue;
        const near = nearestName(
          word,
          names.map(({ text }) => text),
        );
        if (!options.every && !(near !== undefined && isMeant(word))) continue;
        const start = comment.range[0] + 1 + leadingBlanks(comment);
        report({
          at: name,
          ...(names.length > 1
            ? { message: 'several', data: { line: comment.line } }
            : { message: 'format', data: { line: comment.line, name: name.text } }),
          title: near === undefined ? undefined : 'Begin the comment with the name',
          fix: (edit) => {
            if (near !== undefined) return edit.replace({ range: [start, start + word.length] }, near);
            return edit.insertBefore(instruction, `#${eol}${indentAt(instruction.range[0])}`);
          },
        });
      }
    },
  },
});

/** Each instruction with the last comment between it and the one before; a comment without text parts it from those above. */
function withComments(instructions: readonly Instruction[], comments: readonly Comment[]): readonly (readonly [Instruction, Comment])[] {
  const outer = comments.filter(({ nested, text }) => !nested && !silencing.test(text));
  let next = 0;
  return instructions.flatMap((instruction) => {
    let last: Comment | undefined;
    for (let comment = outer[next]; comment && comment.range[0] < instruction.range[0]; comment = outer[++next]) last = comment;
    return last && last.text !== '' ? [[instruction, last] as const] : [];
  });
}

/** `VERSION:` and `VERSOIN` are written for somebody to find; `Version` begins a sentence. */
const isMeant = (word: string): boolean => /^[\w-]+:$|^[A-Z][A-Z0-9_]+$/.test(word);

/** Comments that tell linters to be silent: nobody would take them for a description. */
const silencing = /^(?:hadolint|plimsoll)[ \t]|^check[ \t]*=/i;

function namesOf(instruction: Instruction): readonly Pick<Word, 'text' | 'range'>[] {
  if (instruction.type === 'Arg') return instruction.pairs.map(({ key }) => key);
  if (instruction.type !== 'From' || !instruction.alias) return [];
  return [{ text: instruction.alias.text.toLowerCase(), range: instruction.alias.range }];
}

const leadingBlanks = ({ range, text }: Comment): number => (text === '' ? 0 : Math.max(0, range[1] - range[0] - 1 - text.length));
