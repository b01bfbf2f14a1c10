import type { From, Instruction } from '../src/nodes.ts';
import { oneOf } from '../src/options.ts';
import { defineRule, dockerfile, type Editor, type TextEdit } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-consistent-keyword-case',
  summary: 'Prefer the keywords of all instructions in one case.',
  why: 'Keywords in one case, capitals by convention, are what the eye finds first. A `Run` or `copy` among them is read over.',
  category: 'style',
  severity: 'info',
  tags: ['layout'],
  fix: 'safe',
  fixTitle: 'Write the keyword like the others',
  codes: {
    buildkit: ['ConsistentInstructionCasing'],
    dockerfilelint: ['uppercase_commands'],
    dockerfileUtils: ['CASING_INSTRUCTION'],
  },
  references: ['https://docs.docker.com/reference/build-checks/consistent-instruction-casing/'],
  options: {
    case: oneOf(['majority', 'upper', 'lower'], { default: 'majority', describe: 'The case of all keywords; `majority`: that of most.' }),
  },
  messages: {
    majority: "'{{keyword}}' is not in the case of most keywords here. Write `{{wanted}}`.",
    fixed: "'{{keyword}}' is not in {{case}} case. Write `{{wanted}}`.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        «run» make
        ONBUILD «Run» make
        COPY . /
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN make
        ONBUILD RUN make
        COPY . /
      `,
    },
    {
      bad: dockerfile`
        «FROM» alpine:3.20 AS base
        run make
        copy . /
      `,
      good: dockerfile`
        from alpine:3.20 as base
        run make
        copy . /
      `,
    },
    {
      bad: dockerfile`
        «from» alpine:3.20 as base
        «run» make
      `,
      good: dockerfile`
        FROM alpine:3.20 AS base
        RUN make
      `,
      options: { case: 'upper' },
    },
    { good: 'from alpine:3.20\nrun make\n' },
  ],

  visit: {
    Dockerfile({ instructions, preamble, stages }, { report, options }) {
      const inStages = preamble.length > 0 ? instructions.slice(preamble.length) : instructions;
      const start = stages[0]?.range[0] ?? Infinity;
      const isLower = options.case === 'lower' || (options.case === 'majority' && isMostlyLower(inStages));
      for (const instruction of withTriggers(instructions)) {
        const { keyword } = instruction;
        const wanted = isLower ? keyword.text.toLowerCase() : keyword.name;
        if (keyword.text === wanted || instruction.type === 'Unknown') continue;
        report({
          at: keyword,
          ...(options.case === 'majority'
            ? { message: 'majority', data: { keyword: keyword.text, wanted } }
            : { message: 'fixed', data: { keyword: keyword.text, wanted, case: options.case } }),
          // BuildKit looks neither before the first FROM nor behind ONBUILD; the others want capitals.
          codes: [
            ...(!instruction.inOnbuild && instruction.range[0] >= start ? ['ConsistentInstructionCasing'] : []),
            ...(isLower ? [] : ['uppercase_commands', 'CASING_INSTRUCTION']),
          ],
          fix: (edit) => rewrite(instruction, wanted, edit),
        });
      }
    },
  },
});

/** In doubt it is capitals, and words in both cases do not count (BuildKit's `validateCommandCasing`). */
function isMostlyLower(all: readonly Instruction[]): boolean {
  let more = 0;
  for (const { type, keyword } of all) {
    // What is no instruction says nothing about how instructions are written.
    if (type === 'Unknown') continue;
    if (keyword.text === keyword.name) more--;
    else if (keyword.text === keyword.text.toLowerCase()) more++;
  }
  return more > 0;
}

const withTriggers = (instructions: readonly Instruction[]): readonly Instruction[] =>
  instructions.some(({ type }) => type === 'Onbuild')
    ? instructions.flatMap((one) => (one.type === 'Onbuild' && one.trigger ? [one, one.trigger] : [one]))
    : instructions;

/** With the `AS` that goes with `FROM`. */
function rewrite(instruction: Instruction, wanted: string, edit: Editor): readonly TextEdit[] {
  const as = asOf(instruction);
  const isUpper = wanted === instruction.keyword.name;
  return [edit.replace(instruction.keyword, wanted), ...(as ? [edit.replace(as, isUpper ? 'AS' : 'as')] : [])];
}

const asOf = (instruction: Instruction): From['as'] =>
  instruction.type === 'From' && instruction.as?.text.toUpperCase() === 'AS' ? instruction.as : undefined;
