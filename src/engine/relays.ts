import type { AnyRule } from '../rule.ts';

/** Whether a code, in any letter case, may stand on the findings of a rule that hands on what another program says. */
export function isRelayed(code: string, { relays }: AnyRule): boolean {
  if (!relays || code.length !== relays.prefix.length + String(relays.from).length) return false;
  const number = Number(code.slice(relays.prefix.length));
  return code.toUpperCase().startsWith(relays.prefix) && number >= relays.from && number <= relays.to;
}

/** All codes that may stand on its findings and begin so; `start` in any letter case. */
export function relayedCodes(start: string, { relays }: AnyRule): readonly string[] {
  if (!relays) return [];
  const { prefix, from, to } = relays;
  const all = Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`);
  return all.filter((code) => code.startsWith(start.toUpperCase()));
}
