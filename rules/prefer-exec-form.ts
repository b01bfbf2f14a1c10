import { execForm, repairedArray } from '../src/model/exec-form.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-exec-form',
  summary: 'Prefer the exec form of `CMD` and `ENTRYPOINT`: a JSON array.',
  why: 'In shell form, `/bin/sh -c` is the first process. It does not pass signals on, so `docker stop` waits ten seconds and kills; and an `ENTRYPOINT` in shell form takes no arguments from `CMD` or `docker run`.',
  category: 'runtime',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Write a JSON array',
  codes: {
    buildkit: ['JSONArgsRecommended'],
    hadolint: ['DL3025'],
    kics: ['b86987e1'],
    semgrep: ['prefer-json-notation'],
    tally: ['tally/invalid-json-form'],
    dockerfileUtils: ['JSON_IN_SINGLE_QUOTES'],
  },
  mentions: ['cmd', 'entrypoint'],
  references: [
    'https://docs.docker.com/reference/build-checks/json-args-recommended/',
    'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
  ],
  messages: {
    shell:
      '`{{keyword}}` in shell form runs a shell, and signals such as that of `docker stop` end there, not at the program. Write a JSON array: `{{keyword}} ["program", "argument"]`.',
    array: '{{what}} makes this no JSON array, so a shell runs it, brackets and all. Write `["program", "argument"]`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM node:22
        ENTRYPOINT «/bin/bash»
        CMD «exec node --port 80 'a b.js'»
      `,
      good: dockerfile`
        FROM node:22
        ENTRYPOINT ["/bin/bash"]
        CMD ["node", "--port", "80", "a b.js"]
      `,
    },
    {
      bad: dockerfile`
        FROM node:22
        ENTRYPOINT «[ \
          "/some/cmd", \
        ]»
        CMD «['node', 'a.js']»
      `,
      good: dockerfile`
        FROM node:22
        ENTRYPOINT [ \
          "/some/cmd" \
        ]
        CMD ["node", "a.js"]
      `,
    },
    { bad: dockerfile`CMD «cd /srv && npm start»`, note: 'What needs a shell is for a human to change.' },
    { bad: dockerfile`CMD «node $FILE»` },
    {
      good: dockerfile`
        FROM node:22
        ENTRYPOINT ["node"]
        CMD [ "-r" ,"a.js" ]
        HEALTHCHECK CMD curl -f http://localhost/ || exit 1
      `,
    },
  ],

  visit: {
    Keyword(keyword, { instructionOf, scripts, shellAt, text, report }) {
      if (keyword.name !== 'CMD' && keyword.name !== 'ENTRYPOINT') return;
      const instruction = instructionOf(keyword);
      if ((instruction?.type !== 'Cmd' && instruction?.type !== 'Entrypoint') || instruction.json) return;
      const { shell, inOnbuild } = instruction;
      const array = shell && repairedArray(shell, text);
      // BuildKit takes a SHELL for a sign that somebody means it.
      const isSeen = !inOnbuild && shellAt(instruction).source !== 'instruction';
      const codes = [...(isSeen ? ['JSONArgsRecommended'] : []), 'DL3025', 'b86987e1', 'prefer-json-notation'];
      if (array)
        report({
          at: shell,
          message: 'array',
          data: { what: array.what },
          codes: [...codes, 'tally/invalid-json-form', ...(array.hasSingleQuotes ? ['JSON_IN_SINGLE_QUOTES'] : [])],
          fix: (edit) => array.edits?.map((one) => edit.replace(one, one.text)) ?? null,
        });
      else
        report({
          at: shell ?? keyword,
          message: 'shell',
          data: { keyword: keyword.name },
          codes,
          fix: (edit) => (shell ? execForm(shell, scripts(instruction), text, edit) : null),
        });
    },
  },
});
