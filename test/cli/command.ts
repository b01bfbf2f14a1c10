import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Settings {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command, bundled as `build.mjs` does but with the rules of `test/cli/rules.ts`. */
export function plimsoll(args: readonly string[], { cwd, input = '', env = {} }: Settings): Outcome {
  return run(start, args, { cwd, input, env });
}

/** Runs the command that `npm run build` made. */
export function built(args: readonly string[], { cwd, input = '', env = {} }: Settings): Outcome {
  return run(startBuilt, args, { cwd, input, env });
}

/**
 * Executables to test instead of the bundles, see test/standalone.mjs: PLIMSOLL_COMMAND is what is given to people,
 * PLIMSOLL_COMMAND_WITH_TEST_RULES the same with the rules of `test/cli/rules.ts`.
 */
const { PLIMSOLL_COMMAND: executable, PLIMSOLL_COMMAND_WITH_TEST_RULES: executableWithTestRules } = process.env;

/** The command is no script that Node runs: Node's options say nothing to it, and it keeps no code cache. */
export const isStandalone = executable !== undefined || executableWithTestRules !== undefined;

/** A program and the words before all others. */
type Start = readonly [program: string, ...words: string[]];

export const builtCommand = resolve('dist/cli.cjs');

/** A folder that goes when the tests of the file are through, with these files in it. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-')));
  temporary.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const temporary: string[] = [];
/** The bundle that `plimsoll` runs. */
export const command = await bundled();

/** What `plimsoll` starts, and the same quoted for a shell. */
export const start: Start = executableWithTestRules === undefined ? [process.execPath, command] : [resolve(executableWithTestRules)];
export const startInShell = start.map((word) => `"${word}"`).join(' ');

/** What `built` starts. */
export const startBuilt: Start = executable === undefined ? [process.execPath, builtCommand] : [resolve(executable)];

afterAll(() => {
  for (const path of temporary) rmSync(path, { recursive: true, force: true });
}, 60_000);

function run([program, ...words]: Start, args: readonly string[], { cwd, input, env }: Required<Settings>): Outcome {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NO_COLOR|FORCE_COLOR|NODE_.*|CI)$/.test(name)));
  const { status, stdout, stderr } = spawnSync(program, [...words, ...args], {
    cwd,
    input,
    env: { ...clean, ...hermetic, PLIMSOLL_NO_CODE_CACHE: '1', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { code: status, stdout, stderr };
}

/** What the user's own git leaves out shall not count. */
const hermetic = { GIT_CONFIG_GLOBAL: '', GIT_CONFIG_NOSYSTEM: '1', XDG_CONFIG_HOME: '/nonexistent' };

async function bundled(): Promise<string> {
  const outdir = folder();
  const shared = { bundle: true, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'error' } as const;
  await build({ ...shared, entryPoints: [resolve('src/cli/shellcheck/answers.ts')], outfile: join(outdir, 'shellcheck.cjs') });
  const outfile = join(outdir, 'cli.cjs');
  await build({
    ...shared,
    stdin: {
      contents: "import { run } from './src/cli/main.ts';\nvoid run(process.argv.slice(2)).then((code) => process.exit(code));",
      resolveDir: resolve('.'),
      loader: 'ts',
    },
    outfile,
    define: { PLIMSOLL_VERSION: '"1.2.3"' },
    plugins: [
      {
        name: 'test rules',
        setup(setup) {
          setup.onResolve({ filter: /rules\/index\.ts$/ }, () => ({ path: resolve('test/cli/rules.ts') }));
          setup.onResolve({ filter: /\/lsp\/command\.ts$/ }, () => ({ path: './lsp.cjs', external: true }));
          setup.onResolve({ filter: /\/shellcheck\/answers\.ts$/ }, () => ({ path: './shellcheck.cjs', external: true }));
          setup.onResolve({ filter: /^node:child_process$/ }, () => ({ path: 'none', namespace: 'none' }));
          setup.onLoad({ filter: /^none$/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
        },
      },
    ],
  });
  return outfile;
}
