import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../src/config/plugins.ts';
import { checkExample } from '../rule-examples.ts';
import { folder, plimsoll } from './command.ts';

const rule = (name: string): string => `{
  name: '${name}', summary: 'No.', why: 'No.', category: 'base-image', severity: 'error', codes: { hadolint: ['DL9999'] },
  messages: { no: 'Not {{image}}.' }, examples: [],
  visit: { From({ image }, { report }) { report({ at: image, message: 'no', data: { image: image.text } }); } },
}`;

const ran = "import { writeFileSync } from 'node:fs'; writeFileSync(new URL('ran', import.meta.url), '');\n";
const plugin = {
  'plimsoll.yaml': 'preset: off\nplugins: [./rules.mjs]\nrules: { acme/no-image: warning }\n',
  'rules.mjs': `${ran}export default { name: 'acme', rules: [${rule('no-image')}] };\n`,
};
const repository = { Dockerfile: 'FROM a:1\n', '.git/HEAD': '' };

describe('a plugin', () => {
  it('is loaded for a configuration outside of what is linted', () => {
    const [conf, cwd] = [folder(plugin), folder(repository)];
    const { code, stdout, stderr } = plimsoll(['--config', join(conf, 'plimsoll.yaml')], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('Dockerfile:1:6 warning  Not a:1.  acme/no-image (DL9999)');
    expect(plimsoll([cwd], { cwd: folder(), env: { PLIMSOLL_CONFIG: join(conf, 'plimsoll.yaml') } }).code).toBe(1);
  });

  it.each([
    ['found beside what is linted', [], {}],
    ['named, but inside', ['--config', 'plimsoll.yaml'], {}],
    ['named, but linked', ['--config', 'link'], {}],
    ['found by another that extends it', ['--config', 'other.yaml'], { 'other.yaml': 'extends: plimsoll.yaml\n' }],
    ['of a list of files', ['--files-from', 'list'], { list: 'Dockerfile\n' }],
  ])('is not when that is %s', (_, args, more) => {
    const cwd = folder({ ...plugin, ...repository, ...more });
    symlinkSync(join(cwd, 'plimsoll.yaml'), join(cwd, 'link'));
    const { code, stderr } = plimsoll(args, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(":2:11: plugins: './rules.mjs' is not loaded: a plugin is code");
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
  });

  it('is not when it lies in what is linted, or an inner file extends an outer one', () => {
    const cwd = folder({ ...plugin, ...repository });
    const conf = folder({ 'plimsoll.yaml': `plugins: ['${join(cwd, 'rules.mjs')}']\n` });
    expect(plimsoll(['--config', join(conf, 'plimsoll.yaml')], { cwd }).stderr).toContain('lies in what is linted');
    const outside = folder(plugin);
    const inner = folder({ ...repository, 'plimsoll.yaml': `extends: '${join(outside, 'plimsoll.yaml')}'\n` });
    expect(plimsoll([], { cwd: inner }).code).toBe(2);
    expect([existsSync(join(cwd, 'ran')), existsSync(join(outside, 'ran'))]).toEqual([false, false]);
  });

  it('is loaded with --allow-plugins, selected, explained, listed and silenced', () => {
    const cwd = folder({
      ...plugin,
      ...repository,
      'b/Dockerfile': '# plimsoll ignore=acme/no-image\nFROM b:1\n',
      'c/Dockerfile': '# hadolint ignore=DL9999\nFROM b:1\n',
    });
    expect(plimsoll(['--allow-plugins', '--output-format', 'gnu'], { cwd }).stdout.split('\n').filter(Boolean)).toHaveLength(1);
    expect(plimsoll(['--allow-plugins', '--select', 'DL9999', 'Dockerfile'], { cwd }).code).toBe(1);
    expect(plimsoll(['--allow-plugins', '--ignore', 'acme/no-image'], { cwd }).code).toBe(0);
    expect(plimsoll(['--allow-plugins', '--select', 'acme/no-imag', 'Dockerfile'], { cwd }).stderr).toContain(
      "did you mean 'acme/no-image'?",
    );
    expect(plimsoll(['explain', '--allow-plugins', 'acme/no-image'], { cwd }).stdout).toContain('acme/no-image  base-image, error');
    expect(plimsoll(['rules', '--allow-plugins'], { cwd }).stdout).toContain('acme/no-image');
    expect(plimsoll(['--isolated'], { cwd }).code).not.toBe(2);
  });

  it.each([
    ['a file that is not there', {}, 'no such file'],
    ['no default export', { 'rules.mjs': 'export const a = 1;\n' }, 'has no default export'],
    ['what does not compile', { 'rules.mjs': 'export default {\n' }, /Unexpected|Expected/],
    ['what throws', { 'rules.mjs': 'throw new Error("oh no");\n' }, 'oh no'],
    ['no rule', { 'rules.mjs': 'export default 1;\n' }, 'expected a rule, a list of rules or { name, rules }; got number'],
    ['half a rule', { 'rules.mjs': "export default [{ name: 'no-x' }];\n" }, "'no-x' is not a rule: 'summary' is missing"],
    [
      'words that are no list',
      { 'rules.mjs': `export default ${rule('no-x').replace('examples', "mentions: 'x', examples")};\n` },
      "'no-x' is not a rule: 'mentions' is a list of words",
    ],
    ['a name that is taken', { 'rules.mjs': `export default ${rule('no-latest')};\n` }, "there is a rule 'no-latest' already"],
  ])('says what is wrong with it, and where: %s', (_, files, message) => {
    const cwd = folder({ ...repository, 'plimsoll.yaml': 'plugins:\n  - ./rules.mjs\n', ...files });
    const { code, stderr } = plimsoll(['--allow-plugins'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("plimsoll.yaml:2:5: plugins: './rules.mjs'");
    expect(stderr).toMatch(message);
  });

  it.each([
    ['ESM', 'rules.mjs', `export default [${rule('no-image')}];`],
    ['CommonJS', 'rules.cjs', `module.exports = ${rule('no-image')};`],
    [
      'what a compiler makes of ESM',
      'rules.cjs',
      `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = { rules: { a: ${rule('no-image')} } };`,
    ],
    ['a package', 'node_modules/acme/index.js', `module.exports = ${rule('no-image')};`],
  ])('can be %s', (_, name, text) => {
    const module = name.startsWith('node_modules') ? 'acme' : `./${name}`;
    const cwd = folder({ ...repository, [name]: text, 'plimsoll.yaml': `plugins: ${module}\n` });
    const { stdout, stderr } = plimsoll(['--allow-plugins', '--select', 'no-image', 'Dockerfile'], { cwd });
    expect(stderr).toBe('');
    expect(stdout).toContain('Not a:1.');
  });
});

describe('examples/plugin', () => {
  it('has rules that do what their examples say', async () => {
    const module = (await import(pathToFileURL(resolve('examples/plugin/acme-rules.js')).href)) as { readonly default: unknown };
    const rules = rulesOf(module.default);
    expect(rules.map(({ name }) => name)).toEqual(['acme/prefer-company-registry']);
    for (const one of rules) for (const example of one.examples) checkExample(one, example as object);
  });

  it('is loaded as its README says', () => {
    const config = resolve('examples/plugin/plimsoll.yaml');
    const cwd = folder(repository);
    expect(plimsoll(['--config', config], { cwd }).stdout).toContain('acme/prefer-company-registry');
    expect(readFileSync('examples/plugin/README.md', 'utf8')).toContain('--allow-plugins');
  });
});
