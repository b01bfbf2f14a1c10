import { imageUses, isMissingNumber, isMountedNumber, laterStage, similarStage } from '../src/model/image-uses.ts';
import { boolean, strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unknown-stage-reference',
  summary: 'Disallow `--from` that names no earlier stage.',
  why: 'Only stages further up can be copied from. A name that none of them has is taken for an image: the build fails, or pulls an image of that name from Docker Hub that somebody else has made.',
  category: 'stages',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Write the name of the stage',
  codes: { hadolint: ['DL3022'], tally: ['hadolint/DL3022'] },
  mentions: ['from='],
  references: ['https://docs.docker.com/reference/dockerfile/#copy---from', 'https://github.com/hadolint/hadolint/wiki/DL3022'],
  options: {
    contexts: strings({ default: [], describe: 'Names that `docker build --build-context` gives, which are no stages.' }),
    untagged: boolean({
      default: false,
      describe: 'Disallow images without a tag or digest in `COPY --from`: most are stages of other files.',
    }),
  },
  messages: {
    later: "The stage '{{name}}' begins further down, on line {{line}}; only earlier stages can be read. Move it up.",
    number: 'There is no stage {{name}}: the file has {{count}}, counted from 0.',
    mounted:
      "A mount takes a stage by its name only, so '{{name}}' is taken for an image. Write `AS <name>` behind the stage's image, and that name here.",
    similar: "No earlier stage is called '{{name}}', so it is taken for an image. The stage '{{stage}}' is most likely meant.",
    untagged:
      "No earlier stage is called '{{name}}', so it is an image, and without a tag each build copies from the latest. Write `{{name}}:<version>`.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM golang:1.23 AS builder
        FROM scratch
        COPY --from=«biulder» /app /app
      `,
      good: dockerfile`
        FROM golang:1.23 AS builder
        FROM scratch
        COPY --from=builder /app /app
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12 AS run
        COPY --from=«build» /app /app
        COPY --from=«7» /app /app
        RUN --mount=type=bind,from=«0»,target=/src make
        FROM golang:1.23 AS build
      `,
    },
    {
      good: dockerfile`
        FROM golang:1.23 AS build
        FROM scratch
        COPY --from=Build /app /app
        COPY --from=0 /app /app
        COPY --from=nginx:1.27 /etc/nginx /etc/nginx
        COPY --from=hello-world /hello /hello
      `,
      note: 'Images may be copied from as well; `require-image-tag` asks for their version.',
    },
    {
      bad: dockerfile`
        FROM scratch
        COPY --from=«hello-world» /hello /hello
        COPY --from=nginx:1.27 /etc/nginx /etc/nginx
      `,
      options: { untagged: true },
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context)) {
        const { text: name, inStage } = use;
        const later = laterStage(use, context);
        const stage = similarStage(use, context);
        if (context.options.contexts.includes(name) || later === inStage) continue;
        if (later) {
          const { from } = later.node;
          const data = { name, line: context.positionAt(from.range[0]).line };
          context.report({ at: use, message: 'later', data, related: [{ at: from, note: 'The stage begins here.' }] });
        } else if (isMissingNumber(use, context)) {
          context.report({ at: use, message: 'number', data: { name, count: context.stages.length } });
        } else if (isMountedNumber(use)) {
          context.report({ at: use, message: 'mounted', data: { name } });
        } else if (stage !== undefined) {
          context.report({ at: use, message: 'similar', data: { name, stage }, fix: (edit) => edit.replace(use, stage) });
        } else if (context.options.untagged && use.kind === 'copy' && use.image && !use.image.tag && !use.image.digest) {
          context.report({ at: use, message: 'untagged', data: { name } });
        }
      }
    },
  },
});
