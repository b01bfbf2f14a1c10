import * as node from 'node:path';

// build-standalone.mjs puts this in the place of node:path. Bun, which may be the runtime, takes paths through UTF-8, where the half
// surrogate pairs that stand for a name's bytes (see files/names.ts) are lost; so they go through as something that no path contains.

/** Half of a pair. */
const half = /[\ud800-\udfff]/gu;
const hide = (path: string): string => path.replace(half, (one) => `\0${one.charCodeAt(0).toString(16)}\0`);
const show = (path: string): string => path.replace(/\0([0-9a-f]{4})\0/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** The same function for any names. */
const safe =
  (original: (...paths: string[]) => string) =>
  (...paths: string[]): string => {
    return paths.some((path) => path.search(half) >= 0) ? show(original(...paths.map(hide))) : original(...paths);
  };

export const { delimiter, isAbsolute, sep } = node;
export const basename = safe(node.basename);
export const dirname = safe(node.dirname);
export const join = safe(node.join);
export const relative = safe(node.relative);
export const resolve = safe(node.resolve);
/** As much of it as is used. */
export const posix = {
  basename: safe(node.posix.basename),
  dirname: safe(node.posix.dirname),
  normalize: safe(node.posix.normalize),
};
