import { kernelDirectoryOf } from '../src/knowledge/system-directories.ts';
import { removeArgument } from '../src/model/remove-argument.ts';
import type { Volume, Word } from '../src/nodes.ts';
import { defineRule, dockerfile, type Fix, type TextEdit } from '../src/rule.ts';

export default defineRule({
  name: 'no-sensitive-volume',
  summary: 'Disallow volumes over `/`, `/dev`, `/proc`, `/sys` and the Docker socket.',
  why: 'A container has these from the kernel or the host. A volume in their place breaks it, or asks whoever runs it to hand over the host: who has the Docker socket is root there.',
  category: 'files',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Remove the volume',
  codes: { dockle: ['DKL-DI-0002'], semgrep: ['dockerfile-dockerd-socket-mount'] },
  mentions: ['volume'],
  references: ['https://docs.docker.com/engine/security/#docker-daemon-attack-surface'],
  messages: {
    system:
      'A volume over `{{path}}` hides what the container needs there, or asks for the host’s. Remove it; name the folder that holds your data.',
    socket:
      'Who has the Docker socket is root on the host. Remove the volume; whoever really needs it can mount it when the container starts.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        VOLUME /data «/proc/»
        VOLUME [«"/var/run/docker.sock"»]
        VOLUME «/»
      `,
      good: dockerfile`
        FROM debian:12
        VOLUME /data
      `,
    },
    { good: dockerfile`VOLUME ["/data", "/dev/shm", "/system", "/var/run"]` },
  ],

  visit: {
    Volume(volume, context) {
      for (const path of volume.paths) {
        const value = withoutSlash(context.resolve(path, volume) ?? '');
        const isSocket = /(?:^|\/)docker\.sock$/.test(value);
        if (!isSocket && value !== '/' && kernelDirectoryOf(value) === undefined) continue;
        const fix: Fix = (edit) =>
          volume.json && volume.paths.length > 1 ? withoutItem(path, volume) : removeArgument(path, volume.paths, volume, context, edit);
        if (isSocket) context.report({ at: path, message: 'socket', codes: ['dockerfile-dockerd-socket-mount'], fix });
        else context.report({ at: path, message: 'system', data: { path: value }, codes: ['DKL-DI-0002'], fix });
      }
    },
  },
});

const withoutSlash = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);

/** An item of the array and the comma before it, or behind it for the first. */
function withoutItem({ range }: Word, { paths }: Volume): TextEdit {
  const at = paths.findIndex((path) => path.range[0] === range[0]);
  const [before, behind] = [paths[at - 1], paths[at + 1]];
  return { range: before ? [before.range[1], range[1]] : [range[0], behind?.range[0] ?? range[1]], text: '' };
}
