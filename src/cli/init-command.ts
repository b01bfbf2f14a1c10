import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { configNames, openFinder } from '../config/find.ts';
import { initialConfig } from '../config/init.ts';
import { readTree, shownPath } from '../config/read.ts';
import type { CommandFlags } from './command-line.ts';
import { describe, UsageError } from './errors.ts';
import { complain, write } from './output.ts';

/** `plimsoll init [DIR]`: writes a commented plimsoll.yaml, out of a `.hadolint.yaml` where there is one. */
export async function initCommand({ force }: CommandFlags, operands: readonly string[]): Promise<number> {
  if (operands.length > 1) throw new UsageError(`init takes one folder, so there is no place for '${operands[1]}'`);
  const cwd = process.cwd();
  const folder = resolve(operands[0] ?? '.');
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`init: ${operands[0] ?? '.'} is no folder`);
  const target = join(folder, configNames[0]);
  const existing = configNames.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (existing !== undefined && !force) {
    complain(`${shownPath(existing, cwd)} is there already; --force writes a new ${configNames[0]}`);
    return 2;
  }
  const find = openFinder();
  const { hadolint: path } = find(folder);
  const hadolint = path === undefined ? undefined : await readTree(path, { rules, cwd });
  if (hadolint && 'problems' in hadolint) {
    for (const { where, message } of hadolint.problems) complain(`${where}: ${message}`);
    return 2;
  }
  const schema = schemaFor(folder);
  const above = existsSync(join(folder, '.git')) ? undefined : find(dirname(folder)).plimsoll;
  const text = initialConfig({
    rules,
    ...(schema === undefined ? {} : { schema }),
    ...(above === undefined ? {} : { above: relative(folder, above).replaceAll('\\', '/') }),
    ...(hadolint ? { hadolint } : {}),
  });
  return writeConfig(target, shownPath(target, cwd), text, hadolint?.name);
}

function writeConfig(path: string, name: string, text: string, from: string | undefined): number {
  try {
    writeFileSync(path, text);
  } catch (error) {
    complain(`${name}: cannot be written: ${describe(error)}`);
    return 2;
  }
  write(1, from === undefined ? `Wrote ${name}.\n` : `Wrote ${name} with what ${from} says.\n`);
  return 0;
}

/** Where the package is installed in the folder or above it. */
function schemaFor(folder: string): string | undefined {
  for (let above = folder; ; above = dirname(above)) {
    const schema = join(above, 'node_modules/plimsoll/rules/schema.json');
    if (existsSync(schema)) return relative(folder, schema).replaceAll('\\', '/');
    if (dirname(above) === above) return undefined;
  }
}
