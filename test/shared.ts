import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Real Dockerfiles and recorded truth live beside the project, not in it; tests that read them skip where they are absent. */
export const shared = join(import.meta.dirname, '../../shared');
export const hasShared = existsSync(join(shared, 'corpus'));

if (!hasShared) console.warn('skipped: tests over real Dockerfiles, since ../shared is not here');

/** The rows of a JSON lines file of the recorded truth. */
export const rows = <T>(file: string): readonly T[] =>
  readFileSync(join(shared, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** Every file of the corpus that plimsoll would lint, with its text. */
export function corpus(): readonly { readonly path: string; readonly text: string }[] {
  const root = join(shared, 'corpus');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /dockerfile|containerfile/i.test(path.split('/').at(-1) ?? '') && statSync(join(root, path)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
