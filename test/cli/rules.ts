import { strings } from '../../src/options.ts';
import { defineRule, type AnyRule } from '../../src/rule.ts';

/** A handful of rules that stand in for the real ones, so that tests of the command do not change with them. */
export const rules: readonly AnyRule[] = [
  defineRule({
    name: 'no-latest',
    summary: 'Disallow the tag `latest`.',
    why: 'Nobody knows what it is tomorrow.',
    category: 'base-image',
    severity: 'warning',
    fix: 'unsafe',
    fixTitle: 'Remove the tag',
    codes: { hadolint: ['DL3007'] },
    messages: { latest: "'{{image}}' changes without notice." },
    examples: [{ bad: 'FROM «a:latest»\n', good: 'FROM a\n', note: 'An example with a note.' }],
    visit: {
      ImageReference(image, { report }) {
        if (!image.text.endsWith(':latest')) return;
        const end = image.range[1];
        report({ at: image, message: 'latest', data: { image: image.text }, fix: (edit) => edit.remove({ range: [end - 7, end] }) });
      },
    },
  }),
  defineRule({
    name: 'no-maintainer',
    summary: 'Disallow `MAINTAINER`.',
    why: 'It is deprecated.',
    category: 'metadata',
    severity: 'error',
    presets: ['recommended', 'strict', 'cis'],
    fix: 'safe',
    fixTitle: 'Remove the instruction',
    codes: { hadolint: ['DL4000'], buildkit: ['MaintainerDeprecated'] },
    messages: { old: '`MAINTAINER` is deprecated.' },
    examples: [{ bad: 'FROM a\n«MAINTAINER» b\n', good: 'FROM a\n' }],
    visit: {
      Maintainer: (node, { report }) => report({ at: node.keyword, message: 'old', fix: (edit) => edit.removeLines(node) }),
    },
  }),
  defineRule({
    name: 'require-ignore-file',
    summary: 'Require a `.dockerignore`.',
    why: 'Else everything is sent.',
    category: 'context',
    severity: 'info',
    fix: 'safe',
    fixTitle: 'Create a `.dockerignore`',
    messages: { missing: '`{{path}}` is missing.', stale: '`{{path}}` is stale.' },
    examples: [{ good: 'FROM a\n' }],
    visit: {
      Copy(node, { buildContext, report }) {
        if (!buildContext || buildContext.ignoreText === 'node_modules\n') return;
        const { ignorePath: path, ignoreText: was } = buildContext;
        report({
          at: node,
          message: was === undefined ? 'missing' : 'stale',
          data: { path },
          fix: (edit) => edit.writeFile(path, 'node_modules\n', was),
        });
      },
    },
  }),
  defineRule({
    name: 'pin-packages',
    summary: 'Require package versions.',
    why: 'Builds shall repeat.',
    category: 'packages',
    severity: 'info',
    presets: ['strict'],
    codes: { hadolint: ['DL3008', 'DL3018'] },
    options: { managers: strings({ default: ['apk', 'apt-get'], describe: 'Whose packages.' }) },
    messages: { pin: 'Pin the packages of {{manager}}.' },
    examples: [{ good: 'FROM a\n' }],
    visit: {
      Run(node, { options, report }) {
        const manager = node.source.text.includes('apk') ? 'apk' : 'apt-get';
        if (!options.managers.includes(manager)) return;
        report({ at: node.keyword, message: 'pin', data: { manager }, codes: [manager === 'apk' ? 'DL3018' : 'DL3008'] });
      },
    },
  }),
  defineRule({
    name: 'no-crash',
    summary: 'Throws at `STOPSIGNAL crash`.',
    why: 'A rule that throws must not stop the others.',
    category: 'runtime',
    severity: 'info',
    messages: {},
    examples: [{ good: 'FROM a\n' }],
    visit: {
      Stopsignal(node) {
        if (node.signal?.text === 'crash') throw new Error('no such signal');
      },
    },
  }),
  defineRule({
    name: 'valid-syntax',
    summary: 'Disallow what BuildKit refuses.',
    why: 'It does not build.',
    category: 'syntax',
    severity: 'error',
    messages: { syntax: '{{problem}}' },
    examples: [{ good: 'FROM a\n' }],
    visit: {
      SyntaxProblem: (problem, { report }) => report({ at: problem, message: 'syntax', data: { problem: problem.message } }),
    },
  }),
];
