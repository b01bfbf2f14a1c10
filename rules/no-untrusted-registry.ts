import { imageUses } from '../src/model/image-uses.ts';
import type { ImageName } from '../src/model/model.ts';
import { strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-untrusted-registry',
  summary: 'Disallow images from registries that are not on your list.',
  why: 'Whatever an image holds runs in your build and in your service. A list of registries keeps out the ones that nobody has looked at, and names that are one letter off.',
  category: 'base-image',
  severity: 'error',
  presets: ['recommended', 'strict', 'cis'],
  codes: { hadolint: ['DL3026'], tally: ['hadolint/DL3026'], dockerBench: ['4.2'], dockle: ['CIS-DI-0002'] },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3026'],
  options: {
    allow: strings({
      default: [],
      describe:
        'Registries to trust, each perhaps with the beginning of a repository: `docker.io`, `ghcr.io/my-org`, `*.example.com`. Nothing is reported while the list is empty.',
    }),
  },
  messages: { untrusted: "'{{image}}' comes from {{registry}}, which is not among the trusted registries: {{allowed}}." },
  examples: [
    {
      bad: dockerfile`
        FROM corp.example/app:1
        COPY --from=«evil.example/tool:1» /tool /bin/
        RUN --mount=type=bind,from=«alpine:3.20»,target=/mnt true
      `,
      options: { allow: ['corp.example'] },
    },
    { bad: dockerfile`FROM «ghcr.io/someone/app:1»`, options: { allow: ['ghcr.io/my-org'] } },
    {
      good: dockerfile`
        ARG BASE
        FROM alpine:3.20 AS base
        FROM eu.corp.example/app:1
        FROM $BASE
        FROM scratch
        COPY --from=base /bin/sh /bin/sh
      `,
      options: { allow: ['docker.io', '*.corp.example'] },
      note: 'An image without a registry is from `docker.io`.',
    },
    { good: dockerfile`FROM registry.example/app:1`, note: 'Off until `allow` names a registry.' },
  ],

  visit: {
    Dockerfile(_, context) {
      const { allow } = context.options;
      if (allow.length === 0) return;
      for (const use of imageUses(context)) {
        const { image } = use;
        if (!image || allow.some((entry) => isFrom(entry, image))) continue;
        const registry = image.registry ?? 'Docker Hub';
        context.report({ at: use, message: 'untrusted', data: { image: image.text, registry, allowed: allow.join(', ') } });
      }
    },
  },
});

function isFrom(entry: string, { registry = 'docker.io', repository }: ImageName): boolean {
  const slash = entry.indexOf('/');
  const host = (slash < 0 ? entry : entry.slice(0, slash)).toLowerCase();
  const folder = slash < 0 ? '' : entry.slice(slash + 1).replace(/(?<!\/)\/+\**$/, '');
  const isHost =
    host === '*' ||
    host === registry.toLowerCase() ||
    (registry === 'docker.io' && host === 'hub.docker.com') ||
    (host.startsWith('*') && registry.toLowerCase().endsWith(host.slice(1))) ||
    (host.endsWith('*') && registry.toLowerCase().startsWith(host.slice(0, -1)));
  return (
    isHost &&
    (folder === '' || repository === folder || repository.startsWith(`${folder}/`) || (folder === 'library' && !repository.includes('/')))
  );
}
