import type { Command } from '../src/nodes.ts';
import type { Model, StageInfo } from '../src/model/model.ts';
import { insertBefore } from '../src/model/start-edit.ts';
import { chainOf } from '../src/model/written-scripts.ts';
import { defineRule, dockerfile, type TextEdit } from '../src/rule.ts';

export default defineRule({
  name: 'require-setuid-removal',
  summary: 'Require that an image takes the setuid and setgid bits off what it inherits.',
  why: 'Base images bring `su`, `mount`, `passwd` and others that run as root whoever calls them. A container has no use for them, and one mistake in them makes root of its user.',
  category: 'user',
  severity: 'info',
  presets: ['cis'],
  fix: 'unsafe',
  fixTitle: 'Take the bits off all programs',
  codes: { dockerBench: ['4.8'], dockle: ['CIS-DI-0008'] },
  references: ['https://github.com/docker/docker-bench-security', 'https://man7.org/linux/man-pages/man1/find.1.html'],
  messages: {
    kept: "Programs of `{{image}}` keep their setuid and setgid bits, which make root of a container's user. Take them off with `find / -xdev -perm /6000 -type f -exec chmod a-s {} +`.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM «debian:12»
        RUN useradd -r app
        USER app
        CMD ["app"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN useradd -r app
        RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +
        USER app
        CMD ["app"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12 AS base
        RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true
        FROM base
        USER app
      `,
    },
    { good: dockerfile`FROM scratch` },
    { good: dockerfile`FROM gcr.io/distroless/static-debian12` },
  ],

  visit: {
    Dockerfile(_, context) {
      const stage = context.finalStage;
      const image = stage?.node.from.image;
      if (!stage || !image || !families.has(stage.family) || stage.facts?.shell === false) return;
      const commands = chainOf(stage).flatMap(({ node }) => node.instructions.flatMap((one) => context.scripts(one)));
      if (commands.some((script) => script.commands.some(takesBitsOff))) return;
      context.report({ at: image, message: 'kept', data: { image: image.text }, fix: () => removal(stage, context) });
    },
  },
});

/** Those whose images bring such programs, and GNU find's way to name them. */
const families: ReadonlySet<string> = new Set(['debian', 'rhel', 'suse', 'arch']);

/** `chmod a-s`, also behind `find -exec` and `xargs`. */
const takesBitsOff = ({ name, words }: Command): boolean =>
  name === 'chmod' && words.some(({ text }) => /^(?:[ugoa]*-[rwxX]*s|ug?-s)/.test(text) || /,[ugoa]*-s/.test(text));

/** Before the first instruction that makes another user of what follows, else before what the container starts with. */
function removal({ node }: StageInfo, context: Model): TextEdit | null {
  const last =
    node.instructions.find(({ type }) => type === 'User') ?? node.instructions.find(({ type }) => type === 'Cmd' || type === 'Entrypoint');
  if (!last || !node.instructions.every((one) => one !== last || context.userAt(one).isRoot !== false)) return null;
  return insertBefore(last, 'RUN', 'find / -xdev -perm /6000 -type f -exec chmod a-s {} +', context);
}
