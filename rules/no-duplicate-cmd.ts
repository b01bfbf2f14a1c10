import type { Cmd, Entrypoint, Healthcheck, Instruction } from '../src/nodes.ts';
import { oneOf } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-duplicate-cmd',
  summary: 'Disallow a second `CMD`, `ENTRYPOINT` or `HEALTHCHECK` in a stage.',
  why: 'Only the last one of a stage counts. The others never run, and whoever reads them believes that they do.',
  category: 'runtime',
  severity: 'warning',
  tags: ['unnecessary'],
  fix: 'safe',
  fixTitle: 'Remove the one that never runs',
  codes: {
    buildkit: ['MultipleInstructionsDisallowed'],
    hadolint: ['DL4003', 'DL4004', 'DL3012'],
    trivy: ['DS-0016', 'DS-0007', 'DS-0023'],
    kics: ['41c195f4', '6938958b'],
    semgrep: ['multiple-cmd-instructions', 'multiple-entrypoint-instructions'],
    dockerfileUtils: ['MULTIPLE_INSTRUCTIONS'],
  },
  mentions: ['cmd', 'entrypoint', 'healthcheck'],
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  options: {
    report: oneOf(['earlier', 'later'], {
      default: 'earlier',
      describe: 'Where to say it: at those that never take effect, or at each that takes the place of one.',
    }),
  },
  messages: {
    overridden: 'This `{{keyword}}` never takes effect: the stage has a later one on line {{line}}. Keep one.',
    overriding: 'Because of this `{{keyword}}`, the one on line {{line}} never takes effect. Keep one.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.27
        «CMD ["nginx"]»
        CMD ["nginx", "-g", "daemon off;"]
      `,
      good: dockerfile`
        FROM nginx:1.27
        CMD ["nginx", "-g", "daemon off;"]
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        «HEALTHCHECK CMD true»
        «ENTRYPOINT ["/a"]»
        ENTRYPOINT ["/b"]
        HEALTHCHECK NONE
      `,
      good: dockerfile`
        FROM alpine:3.20
        ENTRYPOINT ["/b"]
        HEALTHCHECK NONE
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        CMD ["/a"]
        «CMD ["/b"]»
        «CMD ["/c"]»
      `,
      good: dockerfile`
        FROM alpine:3.20
        CMD ["/c"]
      `,
      options: { report: 'later' },
    },
    {
      good: dockerfile`
        FROM alpine:3.20 AS a
        CMD ["/a"]
        FROM alpine:3.20
        ONBUILD CMD ["/b"]
        CMD ["/c"]
      `,
      note: 'Each stage has its own, and a trigger belongs to the image built on top.',
    },
  ],

  visit: {
    Dockerfile({ preamble, stages }, { report, positionAt, options }) {
      // A file without FROM is a part of one: what stands in it ends up in the same stage.
      for (const instructions of stages.length === 0 ? [preamble] : stages.map((stage) => stage.instructions)) {
        for (const [dead, next, kept] of overridden(instructions)) {
          const isLater = options.report === 'later';
          const { name } = dead.keyword;
          report({
            at: isLater ? next : dead,
            ...(isLater
              ? { message: 'overriding', data: { keyword: name, line: positionAt(dead.range[0]).line } }
              : { message: 'overridden', data: { keyword: name, line: positionAt(kept.range[0]).line } }),
            codes: codes[dead.type],
            related: [{ at: isLater ? dead : kept, note: isLater ? 'The one that is overridden.' : 'The one that counts.' }],
            fix: (edit) => edit.removeLines(dead),
          });
        }
      }
    },
  },
});

/** What never takes effect, with the next of its kind and the last. */
function overridden(instructions: readonly Instruction[]): readonly (readonly [dead: Single, next: Single, kept: Single])[] {
  const next = new Map<string, Single>();
  const kept = new Map<string, Single>();
  const singles = instructions.filter(isSingle);
  if (singles.length < 2) return [];
  return singles
    .toReversed()
    .flatMap((one): readonly (readonly [Single, Single, Single])[] => {
      const behind = next.get(one.type);
      const last = kept.get(one.type);
      next.set(one.type, one);
      if (behind && last) return [[one, behind, last]];
      kept.set(one.type, one);
      return [];
    })
    .toReversed();
}

type Single = Cmd | Entrypoint | Healthcheck;

const isSingle = (instruction: Instruction): instruction is Single =>
  instruction.type === 'Cmd' || instruction.type === 'Entrypoint' || instruction.type === 'Healthcheck';

const codes: Readonly<Record<Single['type'], readonly string[]>> = {
  Cmd: ['MultipleInstructionsDisallowed', 'DL4003', 'DS-0016', '41c195f4', 'multiple-cmd-instructions', 'MULTIPLE_INSTRUCTIONS'],
  Entrypoint: [
    'MultipleInstructionsDisallowed',
    'DL4004',
    'DS-0007',
    '6938958b',
    'multiple-entrypoint-instructions',
    'MULTIPLE_INSTRUCTIONS',
  ],
  Healthcheck: ['MultipleInstructionsDisallowed', 'DL3012', 'DS-0023', 'MULTIPLE_INSTRUCTIONS'],
};
