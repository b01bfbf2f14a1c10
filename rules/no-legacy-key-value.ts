import { modernPair } from '../src/model/key-value.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-legacy-key-value',
  summary: 'Disallow `ENV key value` and `LABEL key value`.',
  why: 'Without an equals sign all the rest of the line is one value, which few expect: `ENV A=1 B=2` sets two variables, `ENV A 1 B=2` one. BuildKit deprecates that form.',
  category: 'syntax',
  severity: 'warning',
  tags: ['deprecated'],
  fix: 'safe',
  fixTitle: 'Write an equals sign',
  codes: { buildkit: ['LegacyKeyValueFormat'] },
  references: ['https://docs.docker.com/reference/build-checks/legacy-key-value-format/'],
  messages: {
    legacy:
      '`{{keyword}} {{key}} …` without an equals sign is deprecated: the rest of the line is one value. Write `{{keyword}} {{key}}=…`.',
  },
  examples: [
    { bad: dockerfile`ENV «DEBIAN_FRONTEND noninteractive»`, good: dockerfile`ENV DEBIAN_FRONTEND=noninteractive` },
    { bad: dockerfile`LABEL «description  A small tool for $USER»`, good: dockerfile`LABEL description="A small tool for $USER"` },
    { bad: dockerfile`ENV «A "b c"»`, good: dockerfile`ENV A="b c"` },
    {
      bad: dockerfile`
        FROM alpine:3.20
        ENV «OPTS -a \
            -b»
      `,
      good: dockerfile`
        FROM alpine:3.20
        ENV OPTS="-a \
            -b"
      `,
    },
    { bad: dockerfile`ENV «A it is "b c"»`, good: dockerfile`ENV A=it\ is\ "b c"`, note: 'Quotes keep their meaning.' },
    { bad: dockerfile`ENV «A b=c»`, good: dockerfile`ENV A=b=c` },
    { good: dockerfile`ENV A=1 B="2 3"` },
    { good: dockerfile`ARG A B` },
  ],

  visit: {
    KeyValue(pair, { dockerfile, instructionOf, report }) {
      if (pair.separator === '=') return;
      const instruction = instructionOf(pair);
      if (instruction?.type !== 'Env' && instruction?.type !== 'Label') return;

      report({
        at: pair,
        message: 'legacy',
        data: { keyword: instruction.keyword.name, key: pair.key.text },
        codes: instruction.inOnbuild ? [] : undefined,
        fix: (edit) => modernPair(instruction, pair, dockerfile, edit),
      });
    },
  },
});
