import { isTarArchive } from '../src/knowledge/archives.ts';
import type { Command, Copy } from '../src/nodes.ts';
import type { Model, StageInfo } from '../src/model/model.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-add-for-archives',
  summary: 'Require `ADD` for an archive that is only copied to be unpacked.',
  why: '`ADD` unpacks a tar archive as it copies it. With `COPY` and `tar` the archive itself stays in the image, in a layer that no `rm` makes smaller.',
  category: 'files',
  severity: 'info',
  presets: ['strict'],
  codes: { hadolint: ['DL3010'], tally: ['hadolint/DL3010'] },
  mentions: ['tar'],
  references: ['https://docs.docker.com/build/building/best-practices/#add-or-copy', 'https://github.com/hadolint/hadolint/wiki/DL3010'],
  messages: {
    unpacked: "'{{archive}}' is unpacked on line {{line}}, and stays in the image besides. `ADD` copies and unpacks it at once.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        COPY «app.tar.gz» /tmp/
        RUN tar -xzf /tmp/app.tar.gz -C /opt
      `,
      good: dockerfile`
        FROM debian:12
        ADD app.tar.gz /opt/
      `,
    },
    {
      good: dockerfile`
        FROM debian:12 AS build
        COPY data.tar.gz /data/
        FROM debian:12
        COPY --from=build /out.tar /out.tar
        RUN tar -xf /out.tar
      `,
      note: 'An archive may be wanted as it is, and `ADD` does not copy from stages.',
    },
  ],

  visit: {
    Copy(copy, context) {
      const stage = context.stageOf(copy);
      if (!stage || copy.inOnbuild || copy.flags.some(({ name }) => name === 'from')) return;
      for (const source of copy.sources) {
        const archive = source.value.split('/').at(-1) ?? '';
        if (!isTarArchive(archive) || source.variables.length > 0) continue;
        const target = copy.destination?.value ?? '';
        const name = isTarArchive(target) ? (target.split('/').at(-1) ?? '') : archive;
        const command = unpacking(name, copy, stage, context);
        if (!command) continue;
        const data = { archive, line: context.positionAt(command.range[0]).line };
        context.report({ at: source, message: 'unpacked', data, related: [{ at: command, note: 'Unpacked here.' }] });
      }
    },
  },
});

function unpacking(name: string, copy: Copy, { node }: StageInfo, model: Model): Command | undefined {
  for (const run of node.instructions) {
    if (run.type !== 'Run' || run.range[0] < copy.range[0] || !run.source.text.includes(name)) continue;
    for (const { commands } of model.scripts(run)) {
      const found = commands.find(
        (command) => isExtraction(command) && command.words.some(({ value }) => value?.split('/').at(-1) === name),
      );
      if (found) return found;
    }
  }
  return undefined;
}

const isExtraction = ({ name, words }: Command): boolean =>
  /^(?:g|bsd)?tar$/.test(name) &&
  words
    .slice(1)
    .some(({ text }, i) => /^(?:--extract|--get|-[A-Za-wyz]*x[A-Za-z]*)$/.test(text) || (i === 0 && /^[A-Za-wyz]*x[A-Za-z]*$/.test(text)));
