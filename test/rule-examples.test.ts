import { describe, expect, it } from 'vitest';
import { defineRule, dockerfile, type Context, type Example } from '../src/rule.ts';
import type { Workdir } from '../src/nodes.ts';
import { checkExample, readMarks, variants } from './rule-examples.ts';

const messages = { todo: 'Not {{path}}.' } as const;

const ruleThat = (visit: (node: Workdir, context: Context<typeof messages>) => void) =>
  defineRule({
    ...{ name: 'no-todo', summary: 'No.', why: 'No.', category: 'style', severity: 'info', messages, examples: [] },
    fix: 'safe',
    fixTitle: 'Mend',
    visit: { Workdir: visit },
  });

const rule = ruleThat(({ path }, { report }) => {
  if (path?.value === '/todo') report({ at: path, message: 'todo', data: { path: path.text }, fix: (edit) => edit.replace(path, '/done') });
});

const good = { bad: dockerfile`WORKDIR «/todo»`, good: dockerfile`WORKDIR /done` };

describe('checkExample', () => {
  it.each<Example>([good, { good: 'WORKDIR /app' }])('takes %j', (example) => {
    checkExample(rule, example);
  });

  it.each<[string, Example]>([
    ['a mark in another place', { ...good, bad: 'WORKDIR «/tod»o' }],
    ['a mark too many', { ...good, bad: '«WORKDIR» «/todo»' }],
    ['a mark too few', { ...good, bad: 'WORKDIR /todo' }],
    ['another fix', { ...good, good: 'WORKDIR /app' }],
    ['a fix that is not shown', { bad: good.bad }],
    ['a finding in what is fine', { good: 'WORKDIR /todo' }],
    ['a file that the fix does not write', { ...good, files: {}, fixedFiles: { '.dockerignore': '' } }],
  ])('refuses %s', (_, example) => {
    expect(() => {
      checkExample(rule, example);
    }).toThrow();
  });

  it('refuses a fix that goes on', () => {
    const restless = ruleThat((node, { report }) => {
      report({ at: node.path ?? node, message: 'todo', data: { path: '' }, fix: (edit) => edit.insertAfter(node, 'x') });
    });
    expect(() => {
      checkExample(restless, { bad: 'WORKDIR «/a»', good: 'WORKDIR /axxxxxxxxxx' });
    }).toThrow();
  });

  it('refuses a rule that changes the tree, or throws', () => {
    const careless = ruleThat((node) => void Object.assign(node, { path: undefined }));
    expect(() => {
      checkExample(careless, { good: 'WORKDIR /a' });
    }).toThrow(/read only/);
  });

  it('takes another way to write it where there is no fix', () => {
    const silent = ruleThat(({ path }, { report }) => {
      if (path?.value === '/todo') report({ at: path, message: 'todo', data: { path: '' } });
    });
    expect(() => {
      checkExample(silent, good);
    }).toThrow();
    checkExample({ ...silent, fix: undefined, fixTitle: undefined }, good);
  });
});

describe('marks', () => {
  it('give text and ranges in order', () => {
    expect(readMarks('a«b»«»c\n«d»')).toEqual({
      text: 'abc\nd',
      ranges: [
        [1, 2],
        [2, 2],
        [4, 5],
      ],
    });
  });

  it.each(['a»', '«a', '«a«b»»'])('must pair: %s', (marked) => {
    expect(() => readMarks(marked)).toThrow('marks do not pair');
  });
});

describe('variants', () => {
  const rewritten = (example: Example): Record<string, string | undefined> =>
    Object.fromEntries(variants.map((variant) => [variant.name, variant.rewrite(rule, example)?.bad]));

  it('write an example in every way', () => {
    expect(rewritten({ bad: 'RUN a \\\n  «b»' })).toEqual({
      CRLF: 'RUN a \\\r\n  «b»',
      BOM: '\ufeffRUN a \\\n  «b»',
      'the last line end': 'RUN a \\\n  «b»\n',
      '# escape=`': '# escape=`\nRUN a `\n  «b»',
      'lower-case keywords': 'run a \\\n  «b»',
      ONBUILD: 'ONBUILD RUN a \\\n  «b»',
    });
  });

  it('leave out what would be another file', () => {
    const ways = (bad: string): readonly string[] =>
      Object.entries(rewritten({ bad })).flatMap(([name, text]) => (text === undefined ? [] : [name]));
    expect(ways('FROM «a» AS b\n')).not.toContain('ONBUILD');
    expect(ways('RUN <<EOF\n«a»\nEOF\n')).toEqual(['BOM', 'the last line end', 'lower-case keywords', 'ONBUILD']);
    expect(ways('RUN echo "\\«n»"')).not.toContain('# escape=`');
  });
});
