import type { Cmd, Entrypoint, Healthcheck, Instruction } from '../src/nodes.ts';
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
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  messages: { overridden: 'This `{{keyword}}` never takes effect: the stage has a later one on line {{line}}. Keep one.' },
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
    Stage({ instructions }, { report, positionAt }) {
      const last = new Map<string, Instruction>();
      for (const instruction of instructions) if (isSingle(instruction)) last.set(instruction.type, instruction);
      for (const instruction of instructions) {
        const kept = last.get(instruction.type);
        if (!isSingle(instruction) || !kept || kept === instruction) continue;
        report({
          at: instruction,
          message: 'overridden',
          data: { keyword: instruction.keyword.name, line: positionAt(kept.range[0]).line },
          codes: codes[instruction.type],
          related: [{ at: kept, note: 'The one that counts.' }],
          fix: (edit) => edit.removeLines(instruction),
        });
      }
    },
  },
});

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
