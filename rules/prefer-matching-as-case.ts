import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-matching-as-case',
  summary: 'Prefer `AS` in the case of its `FROM`.',
  why: 'Both are keywords of one instruction. Written alike, the name of a stage stands out from them.',
  category: 'style',
  severity: 'info',
  tags: ['layout'],
  fix: 'safe',
  fixTitle: 'Write `AS` in the case of `FROM`',
  codes: { buildkit: ['FromAsCasing'] },
  references: ['https://docs.docker.com/reference/build-checks/from-as-casing/'],
  messages: { case: "'{{as}}' is not in the case of '{{from}}'. Write `{{wanted}}`." },
  examples: [
    { bad: dockerfile`FROM alpine:3.20 «as» base`, good: dockerfile`FROM alpine:3.20 AS base` },
    { bad: dockerfile`from alpine:3.20 «As» base`, good: dockerfile`from alpine:3.20 as base` },
    { good: dockerfile`From alpine:3.20 as base`, note: 'In which case `FROM` should be is for another rule to say.' },
  ],

  visit: {
    From({ keyword, as, alias }, { report }) {
      if (!as || !alias || as.text.toUpperCase() !== 'AS') return;
      const isLower = keyword.text === keyword.text.toLowerCase();
      if (!isLower && keyword.text !== keyword.name) return;
      const wanted = isLower ? 'as' : 'AS';
      if (as.text === wanted) return;

      report({
        at: as,
        message: 'case',
        data: { as: as.text, from: keyword.text, wanted },
        fix: (edit) => edit.replace(as, wanted),
      });
    },
  },
});
