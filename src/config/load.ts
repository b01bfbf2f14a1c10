import { dirname, resolve } from 'node:path';
import type { Layer } from './layer.ts';
import { readLayer, shownPath, type Broken, type Complaint, type ReadOptions } from './read.ts';

/** A configuration file and those that it extends, the one that counts most last; or everything that is wrong with any of them. */
export async function loadLayers(path: string, options: ReadOptions): Promise<readonly Layer[] | Broken> {
  const seen = new Set<string>();
  const layers: Layer[] = [];
  const problems: Complaint[] = [];
  const visit = async (file: string, chain: readonly string[], origin: string | undefined, read: ReadOptions): Promise<void> => {
    if (chain.includes(file)) {
      const names = [...chain.slice(chain.indexOf(file)), file].map((one) => shownPath(one, options.cwd));
      problems.push({ where: origin ?? '', message: `extends: a circle: ${names.join(' → ')}` });
      return;
    }
    // Who is extended by two counts once, where it comes first.
    if (seen.has(file)) return;
    seen.add(file);
    const layer = await readLayer(file, read);
    if ('problems' in layer) {
      const because = origin === undefined ? '' : ` (extended at ${origin})`;
      problems.push(...layer.problems.map(({ where, message }) => ({ where, message: message + because })));
      return;
    }
    for (const { value, origin: place } of layer.extends) {
      await visit(resolve(dirname(file), value), [...chain, file], place, {
        rules: options.rules,
        cwd: options.cwd,
        lacksSome: options.lacksSome,
      });
    }
    layers.push(layer);
  };
  await visit(path, [], undefined, options);
  return problems.length > 0 ? { problems } : layers;
}
