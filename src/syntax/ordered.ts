import type { Range } from '../nodes.ts';

/** Index of the last item of an ascending list whose key is at most `limit`; -1 where none is. */
export function lastUpTo<T>(list: readonly T[], limit: number, keyOf: (item: T) => number): number {
  let low = -1;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (keyOf(list[middle] as T) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The same for ascending numbers. */
export function lastNumberUpTo(list: readonly number[], limit: number): number {
  let low = -1;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle] as number) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Index of the last thing, of those in the order of the file, that begins at or before `offset`; -1 where none does. */
export const lastStarting = (list: readonly { readonly range: Range }[], offset: number): number => lastUpTo(list, offset, startOf);

/** The thing, of those in the order of the file, that `offset` lies in or right behind. */
export function holding<T extends { readonly range: Range }>(list: readonly T[], offset: number): T | undefined {
  const found = list[lastStarting(list, offset)];
  return found && offset <= found.range[1] ? found : undefined;
}

/** Puts things in the order of the file, which most lists are in already. */
export function inOrder<T extends { readonly range: Range }>(list: T[]): T[] {
  return list.every((one, i) => i === 0 || startOf(list[i - 1] as T) <= startOf(one)) ? list : list.sort((a, b) => startOf(a) - startOf(b));
}

/** Order by code units: the same on every machine, and without the cost of loading a locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const startOf = ({ range }: { readonly range: Range }): number => range[0];
