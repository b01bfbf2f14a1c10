// Bundles the command: dist/cli.cjs starts it, dist/cli/main.cjs is what every lint run needs, and what only some runs need lies beside it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { build, transform } from 'esbuild';
import ts from 'typescript';
import { makeLate } from './build-late.mjs';

const entry = 'src/cli/main.ts';

/** Builds the command into dist/; gives esbuild's results, whose metafiles name all inputs. */
export async function buildCommand(root, shared) {
  const options = {
    ...shared,
    format: 'cjs',
    minify: true,
    platform: 'node',
    target: 'node20',
    write: false,
    supported: { 'dynamic-import': false },
  };
  const [found, values] = await Promise.all([survey(root, options), evaluate(root, shared)]);
  const target = join(root, 'dist/cli');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const put = (name, text) => writeFileSync(join(target, name), text);

  const asked = new Set();
  const others = await Promise.all(
    [...found.lazy].map(async ([path, name]) => {
      const own = {
        ...options,
        // Plugins are modules of the user's: Node itself loads them.
        ...(path.endsWith('load-plugin.ts') && { supported: {} }),
        // It looks at `process.stdout` to see whether there is colour, which we have decided by then; that costs 4 ms.
        ...(name === 'picocolors.cjs' && { define: { ...shared.define, process: '{"argv":["--color"]}' } }),
        entryPoints: [path],
        plugins: [childless, apart, lazily(root, found, { path, asked }), wordless(root, values)],
      };
      const result = await build(own);
      put(
        name,
        `module.exports=function(hot,require){var module={exports:{}},exports=module.exports;${textOf(result)}return module.exports};`,
      );
      return result;
    }),
  );
  const main = await build({
    ...options,
    minify: false,
    ...stdin(root, await mainText(asked, found, options)),
    plugins: [childless, apart, lazily(root, found), wordless(root, values)],
  });
  const whole = `main=function(){var module={exports:{}},exports=module.exports;${makeLate(textOf(main))}return module.exports}`;
  // Assigned, since esbuild drops an expression that nobody uses; and `require`, where nobody declares it, keeps its name.
  const { code: assigned } = await transform(whole, { loader: 'js', minify: options.minify, target: 'node20' });
  const code = assigned
    .trim()
    .replace(/^main\s*=\s*function\(\)/, '(function(require)')
    .replace(/;?$/, ')');
  put('main.cjs', code);
  const words = await build({ ...options, ...stdin(root, "export { rules } from './rules/index.ts';"), plugins: [wordsOnly(root)] });
  put('words.cjs', `module.exports=function(){var module={exports:{}},exports=module.exports;${textOf(words)}return module.exports};`);
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const define = { ...shared.define, PLIMSOLL_BUNDLE: JSON.stringify(hash) };
  const start = { entryPoints: ['src/cli/start.ts'], outfile: 'dist/cli.cjs', banner: { js: '#!/usr/bin/env node' }, define };
  const starter = await build({ ...options, ...start, write: true });
  return [main, ...others, words, starter];
}

const textOf = ({ outputFiles: [file] }) => file.text;

const stdin = (root, contents) => ({ stdin: { contents, resolveDir: root, sourcefile: 'bundle.ts', loader: 'ts' } });

/** What main.ts reaches by static imports is hot; every target of a dynamic import has a file of its own. */
async function survey(root, options) {
  const { metafile } = await build({ ...options, entryPoints: [entry], format: 'esm', supported: {}, plugins: [childless, apart] });
  const hot = new Set();
  const enter = (path) => {
    if (hot.has(path)) return;
    hot.add(path);
    for (const { path: next, kind, external } of metafile.inputs[path].imports) if (kind !== 'dynamic-import' && !external) enter(next);
  };
  enter(entry);
  const targets = new Set();
  for (const { imports } of Object.values(metafile.inputs))
    for (const { path, kind, external } of imports) if (kind === 'dynamic-import' && !external && !hot.has(path)) targets.add(path);
  const lazy = new Map([...targets].sort().map((path) => [join(root, path), `${nameOf(path)}.cjs`]));
  if (new Set(lazy.values()).size < lazy.size) throw new Error(`two lazy files of one name: ${[...lazy.values()].sort().join(' ')}`);
  return {
    hot: new Map([...hot].filter((path) => path !== entry && !path.startsWith('none:')).map((path, i) => [join(root, path), `m${i}`])),
    lazy,
  };
}

/** `src/formats/sarif.ts` is `formats-sarif`, a package goes by its name. */
function nameOf(path) {
  const folder = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return (folder ?? path.replace(/^src\//, '').replace(/\.[jt]s$/, '')).replaceAll(/[/@]+/g, '-');
}

/** The command itself, and for the lazy files each hot module that one of them may ask for: made only then. */
async function mainText(asked, { hot }, options) {
  const paths = [...asked].sort();
  const { metafile } = await build({
    ...options,
    bundle: false,
    entryPoints: paths,
    format: 'esm',
    outdir: 'none',
    minify: false,
    supported: {},
  });
  const exportsOf = new Map(
    Object.values(metafile.outputs).map(({ entryPoint, exports }) => [join(options.absWorkingDir, entryPoint), exports]),
  );
  const lines = paths.map((path) => {
    const name = hot.get(path);
    const names = exportsOf.get(path);
    const specifiers = names.map((each) => `${each} as ${name}_${each}`).join(', ');
    const properties = names.map((each) => `${each}: ${name}_${each}`).join(', ');
    return `import { ${specifiers} } from ${JSON.stringify(path)};\nexport const ${name} = () => ({ __esModule: true, ${properties} });`;
  });
  return [`export { run } from './${entry}';`, ...lines].join('\n');
}

/** Lazy files are required when they are asked for; from them, what is hot comes out of main.cjs. `self`: the lazy file that is built. */
function lazily(root, { hot, lazy }, self) {
  return {
    name: 'lazy files',
    setup(plugin) {
      plugin.onResolve({ filter: /./ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === 'seen' || rest.kind === 'entry-point') return undefined;
        const { path: found, namespace, external } = await plugin.resolve(path, { ...rest, pluginData: 'seen' });
        if (external || namespace !== 'file' || found === self?.path) return undefined;
        const file = lazy.get(found);
        if (file) return { path: `./${file}`, external: true };
        if (!self || !hot.has(found)) return undefined;
        self.asked.add(found);
        return { path: found, namespace: 'hot' };
      });
      plugin.onLoad({ filter: /./, namespace: 'hot' }, ({ path }) => ({ contents: `module.exports = hot.${hot.get(path)}();` }));
    },
  };
}

/** commander loads `node:child_process` for subcommands that are programs. There are none, and the command shall not be able to start one. */
export const childless = {
  name: 'no child processes',
  setup(plugin) {
    plugin.onResolve({ filter: /^(?:node:)?child_process$/ }, () => ({ path: 'none', namespace: 'none' }));
    plugin.onLoad({ filter: /^none$/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** dockerfile-language-service asks Docker Hub for tags to complete. plimsoll talks to nobody, so there are none. */
export const hubless = {
  name: 'no Docker Hub',
  setup(plugin) {
    plugin.onResolve({ filter: /\/dockerRegistryClient$/ }, () => ({ path: 'none', namespace: 'hub' }));
    const contents = 'exports.DockerRegistryClient = class { getTags() { return Promise.resolve([]); } };';
    plugin.onLoad({ filter: /^none$/, namespace: 'hub' }, () => ({ contents }));
  },
};

/** What lies in a bundle of its own beside the command's: see build.mjs. */
const apart = {
  name: 'bundles of their own',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\/shellcheck\/answers\.ts$/ }, () => ({ path: '../shellcheck.cjs', external: true }));
    plugin.onResolve({ filter: /\/lsp\/command\.ts$/ }, () => ({ path: '../lsp.cjs', external: true }));
  },
};

/** The same for the language server, which is one file. */
export const besideServer = {
  name: 'bundles beside the server',
  setup(plugin) {
    plugin.onResolve({ filter: /\/shellcheck\/answers\.ts$/ }, () => ({ path: './shellcheck.cjs', external: true }));
  },
};

/** What people read about a rule, and no run needs. */
const wordProperties = new Set(['why', 'examples', 'references', 'summary']);

/** What every run reads of every rule, and some rules compute from tables that no other rule of the run may want: here it is computed. */
const computedProperties = new Set(['codes', 'mentions']);

/** The rules as they are when they run, by name. */
async function evaluate(root, shared) {
  const bundled = await build({
    ...shared,
    entryPoints: ['rules/index.ts'],
    format: 'esm',
    platform: 'neutral',
    target: 'node20',
    write: false,
  });
  const { rules } = await import(`data:text/javascript;base64,${Buffer.from(textOf(bundled)).toString('base64')}`);
  return new Map(rules.map((rule) => [rule.name, rule]));
}

/** Takes the words out of the rules; they are read from words.cjs when somebody asks for them. */
const wordless = (root, values) =>
  rewriting(
    root,
    (property, rule) => {
      if (wordProperties.has(property)) return undefined;
      const value = values.get(rule)?.[property];
      return computedProperties.has(property) && value !== undefined ? `${property}: ${JSON.stringify(value)}` : 'as it is';
    },
    '__proto__: lazyWords, ',
    "import { lazyWords } from '../src/cli/lazy-words.ts';\n",
  );

/** Leaves nothing but the words, and what is needed to find them. */
const wordsOnly = (root) =>
  rewriting(root, (property) => (property === 'name' || wordProperties.has(property) ? 'as it is' : undefined), '', '');

function rewriting(root, keeps, first, head) {
  return {
    name: 'words of rules',
    setup(plugin) {
      plugin.onLoad({ filter: /[/\\]rules[/\\][^/\\]+\.ts$/ }, ({ path }) => {
        const place = relative(root, path).split(sep);
        if (place.length !== 2 || place[0] !== 'rules' || basename(path) === 'index.ts') return undefined;
        return { contents: head + rewrite(readFileSync(path, 'utf8'), path, keeps, first), loader: 'ts' };
      });
    },
  };
}

/** Drops properties of the object that `defineRule` is given, those for which `keeps` gives nothing, and writes others as it has them. */
function rewrite(text, path, keeps, first) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const call = source.statements.find(ts.isExportAssignment)?.expression;
  const rule = call && ts.isCallExpression(call) ? call.arguments[0] : undefined;
  if (!rule || !ts.isObjectLiteralExpression(rule)) throw new Error(`${path}: expected 'export default defineRule({ … })'`);
  const body = rule.properties
    .map((property) => {
      const written = keeps(property.name?.getText(source) ?? '', basename(path, '.ts'));
      return written === 'as it is' ? property.getText(source) : written;
    })
    .filter((written) => written !== undefined)
    .join(', ');
  return `${text.slice(0, rule.getStart(source))}{ ${first}${body} }${text.slice(rule.getEnd())}`;
}
