import { statefulServers } from '../src/knowledge/state-directories.ts';
import { stemsOf } from '../src/knowledge/stems.ts';
import { startedServices } from '../src/model/services.ts';
import { chainOf } from '../src/model/written-scripts.ts';
import { defineRule, dockerfile } from '../src/rule.ts';
import { isServiceImage } from '../src/model/start.ts';
import { beforeStart } from '../src/model/start-edit.ts';

export default defineRule({
  name: 'require-volume-for-state',
  summary: 'Require a `VOLUME` where a server keeps its data.',
  why: 'A container is thrown away with all that it wrote. A volume keeps the data when the image is replaced, and lets the rest of the container be read-only.',
  category: 'files',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Declare the volume',
  mentions: stemsOf(statefulServers.flatMap(({ programs }) => programs)),
  references: ['https://docs.docker.com/reference/dockerfile/#volume', 'https://docs.docker.com/build/building/best-practices/#volume'],
  messages: {
    state: 'What `{{program}}` keeps in `{{directory}}` is gone with the container. Declare it: `VOLUME {{directory}}`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y redis-server
        CMD [«"redis-server"»]
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y redis-server
        VOLUME /var/lib/redis
        CMD ["redis-server"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        VOLUME ["/data"]
        CMD ["redis-server", "--dir", "/data"]
      `,
      note: 'Any volume says that somebody has thought of it.',
    },
    {
      good: dockerfile`
        FROM redis:8
        CMD ["redis-server", "/etc/redis.conf"]
      `,
      note: 'The official images declare theirs.',
    },
  ],

  visit: {
    Stage(stage, context) {
      const info = context.stageOf(stage);
      if (!info?.isFinal || isServiceImage(context)) return;
      if (chainOf(info).some(({ node }) => node.instructions.some(({ type }) => type === 'Volume'))) return;
      for (const { name, at } of startedServices(info, context)) {
        const server = statefulServers.find(({ programs }) => programs.includes(name));
        if (!server || context.instructionOf(at)?.type === 'Run') continue;
        const { directory } = server;
        context.report({
          at,
          message: 'state',
          data: { program: name, directory },
          fix: () => beforeStart(stage, 'VOLUME', directory, context),
        });
        return;
      }
    },
  },
});
