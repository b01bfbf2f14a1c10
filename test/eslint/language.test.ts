import { describe, expect, it } from 'vitest';

import { builtinRules } from 'eslint9/use-at-your-own-risk';
import { createPlugin } from '../../src/eslint/plugin.ts';
import { language } from '../../src/eslint/language.ts';
import { defineRule } from '../../src/rule.ts';
import { configOf, placesOf, plugin, verify, versions } from './linters.ts';

const ports = { 'no-expose-host-port': 'error', 'prefer-lowercase-protocol': 'error' } as const;

describe.each(versions)('the language in ESLint %s', (version, eslint) => {
  const run = (text: string, config: Parameters<typeof verify>[2]): readonly string[] => placesOf(verify(eslint, text, config));
  const restrict = (text: string, ...selectors: readonly string[]): readonly string[] =>
    run(text, configOf({ 'no-restricted-syntax': ['error', ...selectors] })).map((place) => place.replace(' no-restricted-syntax', ''));

  it('goes on behind a syntax error, and fixes the rest', () => {
    const config = configOf({ ...ports, 'valid-syntax': 'error' });
    const text = 'FROM a:1\nRUNN b\nEXPOSE 80/TCP\n';
    expect(run(text, config)).toEqual(['2:1 valid-syntax', '3:11 prefer-lowercase-protocol']);
    const { output, fixed } = new eslint.Linter().verifyAndFix(text, [config], { filename: 'Dockerfile' });
    expect([output, fixed]).toEqual(['FROM a:1\nRUNN b\nEXPOSE 80/tcp\n', true]);
    expect(run('', config)).toEqual(['1:1 valid-syntax']);
  });

  it.each([
    ['a byte order mark', '\ufeffFROM a:1\nEXPOSE 80/TCP\n', '2:11', '\ufeffFROM a:1\nEXPOSE 80/tcp\n'],
    ['CRLF', 'FROM a:1\r\nEXPOSE 80/TCP\r\n', '2:11', 'FROM a:1\r\nEXPOSE 80/tcp\r\n'],
    ['a lone carriage return', 'FROM a:1\n# a\rb\nEXPOSE 80/TCP\n', '3:11', 'FROM a:1\n# a\rb\nEXPOSE 80/tcp\n'],
    ['what is no BMP', 'FROM a:1\nLABEL a="😀"\nEXPOSE 80/TCP\n', '3:11', 'FROM a:1\nLABEL a="😀"\nEXPOSE 80/tcp\n'],
    ['quotes', 'FROM a:1\nEXPOSE "80/TCP"\n', '2:12', 'FROM a:1\nEXPOSE "80/tcp"\n'],
  ])('has exact places with %s', (_, text, place, fixed) => {
    expect(run(text, configOf(ports))).toEqual([`${place} prefer-lowercase-protocol`]);
    expect(new eslint.Linter().verifyAndFix(text, [configOf(ports)], { filename: 'Dockerfile' }).output).toBe(fixed);
  });

  it('mixes no line ends', () => {
    const config = configOf({ 'one-argument-per-line': 'error' });
    const { output } = new eslint.Linter().verifyAndFix('FROM a:1\r\nENV A=b C=d\r\n', [config], { filename: 'Dockerfile' });
    expect(output).toMatch(/A=b \\\r\n +C=d\r\n$/);
  });

  it('never writes back what is no UTF-8', () => {
    const [message] = verify(eslint, '# \ufffd\nFROM a:1\nEXPOSE 80/TCP\n', configOf(ports));
    expect([message?.line, message?.fix]).toEqual([3, undefined]);
  });

  it('offers unsafe fixes as suggestions, with their titles', () => {
    const [message] = verify(eslint, 'FROM a:1\nEXPOSE 8080:80\n', configOf(ports));
    expect(message?.fix).toBeUndefined();
    expect(message?.suggestions).toEqual([{ desc: "Keep the container's port only", fix: { range: [16, 21], text: '' } }]);
  });

  it('has selectors for its nodes, in scripts as well', () => {
    const text =
      'FROM a:1\nEXPOSE 80 443/udp\nRUN apt-get install -y curl && curl x\nENTRYPOINT ["sh", "-c", "wget y"]\nONBUILD RUN wget z\n';
    expect(restrict(text, 'Expose > Port[text="443/udp"]')).toEqual(['2:11']);
    expect(restrict(text, 'Command[name="curl"]')).toEqual(['3:32']);
    expect(restrict(text, 'Run > ShellScript > Command[name="wget"]')).toEqual(['5:13']);
    expect(restrict(text, 'Entrypoint Command[name="wget"]')).toEqual(['4:26']);
    expect(restrict(text, 'Install[manager="apt"]')).toEqual(['3:5']);
    expect(restrict(text, 'Run:has(Install)', 'Run:has(Command[name="wget"])')).toEqual(['3:1', '5:9']);
    expect(restrict(text, 'Command + Command')).toEqual(['3:32']);
    expect(restrict(text, 'Expose Word:first-child', 'From[alias]')).toEqual(['2:8']);
    expect(restrict('# plimsoll ignore=no-sudo\nFROM a:1\n', 'Suppression', 'Directive')).toEqual(['1:1']);
  });

  it('refuses options that are none', () => {
    expect(() => run('FROM a:1\n', configOf({ 'no-latest-tag': ['error', { nope: 1 }] }))).toThrow(/nope/);
    expect(() => run('FROM a:1\n', configOf({}, { languageOptions: { inlineConfig: 1 } }))).toThrow("'inlineConfig' is true or false.");
    // As they come from a configuration for JavaScript that names no files.
    expect(run('FROM a:1\n', configOf({}, { languageOptions: { sourceType: 'module', globals: {} } }))).toEqual([]);
  });

  it('takes the prefix that the user gives', () => {
    const config = { files: ['**'], plugins: { df: plugin }, language: 'df/dockerfile', rules: { 'df/no-latest-tag': 'error' } } as const;
    expect(placesOf(verify(eslint, 'FROM a:latest\n', { ...config, files: ['**'] }))).toEqual(['1:6 df/no-latest-tag']);
  });

  it('can be used with RuleTester', () => {
    const { RuleTester } = eslint;
    RuleTester.describe = (_, run: () => void) => run();
    RuleTester.it = (_, run: () => void) => run();
    const tester = new RuleTester({ plugins: { docker: plugin }, language: 'docker/dockerfile' });
    const rule = plugin.rules?.['prefer-lowercase-protocol'];
    const given = {
      valid: ['FROM a:1\nEXPOSE 80/tcp\n'],
      invalid: [{ code: 'FROM a:1\nEXPOSE 80/TCP', errors: 1, output: 'FROM a:1\nEXPOSE 80/tcp' }],
    };
    expect(() => tester.run('prefer-lowercase-protocol', rule as never, given)).not.toThrow();
    expect(() => tester.run('prefer-lowercase-protocol', rule as never, { ...given, valid: ['EXPOSE 80/TCP'] })).toThrow();
  });

  it.runIf(version === '10')('says so where a configuration names no files', () => {
    const config = { plugins: { docker: plugin }, rules: { 'docker/no-latest-tag': 'error' } } as const;
    expect(() => verify(eslint, 'x', config, { filename: 'x.js' })).toThrow(/docker\/no-latest-tag.*do not support the language|language/s);
  });
});

describe('rules for JavaScript', () => {
  it('come through a Dockerfile where a configuration names no files for them', () => {
    const [, [, eslint9]] = versions;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only list of them
    const recommended = [...builtinRules].filter(([, rule]) => rule.meta?.docs?.recommended).map(([name]) => name);
    expect(recommended.length).toBeGreaterThan(50);
    const rules = Object.fromEntries(recommended.map((name) => [name, 'error'] as const));
    const config = { ...configOf({}), rules };
    expect(verify(eslint9, 'FROM a:1\nRUN b \\\n  # c\n  d\n', config)).toEqual([]);
  });
});

describe('the source code', () => {
  const text = 'FROM a:1\n\nRUN b \\\n  && c\n';
  const source = language.createSourceCode(
    { path: 'x', physicalPath: 'x', body: text },
    language.parse({ path: 'x', physicalPath: 'x', body: text }),
  );

  it('spans the whole text, an empty one too', () => {
    expect(source.getLoc(source.ast)).toEqual({ start: { line: 1, column: 1 }, end: { line: 5, column: 1 } });
    expect(source.getLocFromIndex(text.length)).toEqual({ line: 5, column: 1 });
    for (let index = 0; index <= text.length; index++) expect(source.getIndexFromLoc(source.getLocFromIndex(index))).toBe(index);
    expect(source.lines).toEqual(['FROM a:1', '', 'RUN b \\', '  && c', '']);
  });

  it('knows parents without writing them into nodes', () => {
    const run = source.ast.instructions[1]!;
    expect(source.getAncestors(run).map(({ type }) => type)).toEqual(['Dockerfile', 'Stage']);
    expect(Object.keys(run)).not.toContain('parent');
    expect(source.getParent(source.ast)).toBeUndefined();
    expect(source.getText(run)).toBe('RUN b \\\n  && c');
  });

  it('visits every node once in and once out', () => {
    const steps = source.traverse();
    expect(source.traverse()).toBe(steps);
    const entered = steps.filter(({ phase }) => phase === 1).map(({ target }) => target);
    expect(new Set(entered).size).toBe(entered.length);
    expect(steps.length).toBe(2 * entered.length);
  });
});

describe('createPlugin', () => {
  const rule = defineRule({
    ...{ name: 'acme/no-debian', summary: 'No Debian.', why: 'We use Alpine.', category: 'base-image', severity: 'error' },
    messages: { debian: "'{{image}}' is Debian." },
    examples: [],
    visit: {
      From({ image }, { report }) {
        if (image?.text.startsWith('debian')) report({ at: image, message: 'debian', data: { image: image.text } });
      },
    },
  });

  it.each(versions)('takes own rules as well, in ESLint %s', (_, eslint) => {
    const [message] = verify(eslint, 'FROM debian:12\n', configOf({ 'acme/no-debian': 'error' }, {}, [rule]));
    expect(message).toMatchObject({ ruleId: 'docker/acme/no-debian', message: "'debian:12' is Debian.", line: 1, column: 6 });
    expect(createPlugin({ rules: [rule] }).configs.recommended[0]?.rules).toMatchObject({ 'docker/acme/no-debian': 'error' });
  });

  it('refuses a name that is taken', () => {
    expect(() => createPlugin({ rules: [{ ...rule, name: 'no-latest-tag' }] })).toThrow("two rules are called 'no-latest-tag'");
  });
});
