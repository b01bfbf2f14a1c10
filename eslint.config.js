import regexp from 'eslint-plugin-regexp';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What the files of each folder may import: hosts → engine → rules → model → shell → syntax → nodes. */
const boundaries = [
  layer('src/syntax', ['../nodes.ts']),
  layer('src/knowledge', ['../nodes.ts', '../syntax/'], ['../rule.ts', '../model/model.ts']),
  layer('src/shell', ['../nodes.ts', '../syntax/', '../knowledge/', 'unbash']),
  layer('src/model', ['../nodes.ts', '../syntax/', '../knowledge/', '../shell/'], ['../rule.ts']),
  layer(
    'rules',
    ['../src/nodes.ts', '../src/rule.ts', '../src/options.ts', '../src/knowledge/', '../src/model/', '../src/shell/installs.ts'],
    [],
    'rules/index.ts',
  ),
  layer('src/engine', [
    '../nodes.ts',
    '../visitor-keys.ts',
    '../rule.ts',
    '../options.ts',
    '../syntax/',
    '../knowledge/',
    '../shell/',
    '../model/',
    '../../rules/',
  ]),
  layer('src/formats', ['../nodes.ts', '../rule.ts', '../syntax/', '../engine/', 'picocolors']),
];

export default defineConfig(
  { ignores: ['dist/', 'examples/', 'coverage/', 'rules/index.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] }, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // The other half of no-non-null-assertion; an index that is in range wants one of the two.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // `visit: { Port(port, { report }) {} }`: the contracts are written as methods, but none needs its `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // Dockerfile syntax is ASCII: a spread takes code points as well as any.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      complexity: ['error', { max: 25, variant: 'modified' }],
      eqeqeq: 'error',
      'max-lines': ['error', 400],
    },
  },
  {
    files: ['src/**/*.ts', 'rules/*.ts'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [{ name: 'unbash', message: 'Only src/shell knows unbash.' }] }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['rules/*.ts'],
    rules: {
      // A rule's words and examples are data; a cast would defeat what defineRule checks.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    // Nothing that is linted shall be able to make a regular expression go back and forth.
    files: ['src/**/*.ts', 'rules/*.ts'],
    ignores: ['rules/index.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false, ignoreSticky: true }],
    },
  },
  ...boundaries,
  {
    files: ['src/{syntax,knowledge,shell,model,engine,formats}/**/*.ts', 'src/*.ts', 'rules/*.ts'],
    ignores: ['src/generate.ts'],
    rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'console', 'require', '__dirname', 'window', 'document', 'fetch'] },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended, tseslint.configs.disableTypeChecked],
  },
);

/** Lets a folder import itself, `values`, and of `types` only types; a name that ends in `/` is a folder. No rule imports another rule. */
function layer(folder, values, types = [], ...ignores) {
  const own = folder === 'rules' ? [] : ['./'];
  const pattern = (names) => names.map((name) => name.replaceAll('.', '\\.') + (name.endsWith('/') ? '' : '$')).join('|');
  const outside = {
    regex: `^(?!${pattern([...own, ...values, ...types])})`,
    message: `Not for ${folder}: see its layer in eslint.config.js.`,
  };
  const patterns = [
    outside,
    ...types.map((name) => ({ regex: `^${pattern([name])}`, allowTypeImports: true, message: 'Only as a type.' })),
  ];
  return {
    files: [`${folder}/**/*.ts`],
    ignores,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}
