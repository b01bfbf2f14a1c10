import type { Env, Variable } from '../src/nodes.ts';
import type { Model, StageInfo } from '../src/model/model.ts';
import { defineRule, dockerfile, type Fix } from '../src/rule.ts';

export default defineRule({
  name: 'no-self-reference-env',
  summary: 'Disallow a variable in the `ENV` that sets it.',
  why: 'All values of one `ENV` are worked out before any of its variables is set: the new value is not there yet, and without an older one nothing is put in.',
  category: 'variables',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Begin a new `ENV`',
  codes: { hadolint: ['DL3044'], tally: ['hadolint/DL3044'] },
  mentions: ['$'],
  references: ['https://docs.docker.com/reference/dockerfile/#environment-replacement', 'https://github.com/hadolint/hadolint/wiki/DL3044'],
  messages: { notYet: '`{{name}}` is set by this very `ENV`, so it is still empty here. Set it in an `ENV` of its own before.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        ENV HOME=/app \
            BIN=«$HOME»/bin
      `,
      good: dockerfile`
        FROM debian:12
        ENV HOME=/app
        ENV BIN=$HOME/bin
      `,
    },
    { bad: dockerfile`ENV A="«\${B}»/x" B=1` },
    {
      good: dockerfile`
        FROM debian:12
        ARG V=1
        ENV A=1
        ENV A=2 B=$A V=$V PATH=$PATH:/app C=\${D:-x} D=1
      `,
      note: 'What was set before has a value, and a variable may build upon its own old value.',
    },
  ],

  visit: {
    Env(env, context) {
      const { pairs } = env;
      for (const [i, { key, value }] of pairs.entries())
        for (const variable of value?.variables ?? []) {
          const { name, operator } = variable;
          const setter = pairs.findIndex((pair) => pair.key.value === name);
          if (setter < 0 || name === key.value || operator !== undefined || isSetBefore(name, env, context)) continue;
          const fix = setter < i ? split(env, i, context) : undefined;
          context.report({ at: variable, message: 'notYet', data: { name }, fix });
        }
    },
  },
});

/** Set further up in the stage or in one that it is built from, with or without a value. */
function isSetBefore(name: Variable['name'], env: Env, { stageOf }: Model): boolean {
  const stage = stageOf(env);
  for (let at: StageInfo | undefined = stage; at; at = at.base)
    for (const one of at.node.instructions) {
      if (at === stage && one.range[0] >= env.range[0]) break;
      if ((one.type === 'Env' || one.type === 'Arg') && one.pairs.some(({ key }) => key.value === name)) return true;
    }
  return false;
}

/** Puts the line end and a new keyword where only blanks and a continuation stand before the pair. */
function split({ pairs, keyword, inOnbuild }: Env, i: number, { text, eol, indentAt }: Model): Fix | undefined {
  const start = pairs[i - 1]?.range[1];
  const end = pairs[i]?.range[0];
  if (start === undefined || end === undefined || inOnbuild || !/^[\\`]?$/.test(text.slice(start, end).replaceAll(/\s/g, '')))
    return undefined;
  return (edit) => edit.replace({ range: [start, end] }, `${eol}${indentAt(keyword.range[0])}${keyword.text} `);
}
