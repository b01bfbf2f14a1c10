import type { LintResult } from '../engine/types.ts';
import type { Instruction } from '../nodes.ts';
import { parse } from '../syntax/parse.ts';
import { holding } from '../syntax/ordered.ts';

/**
 * What tells a file's findings apart from run to run, in their order: rule, path, the instruction's words and how often that came before.
 * No line numbers and no layout, so that a finding stays the same one when lines are added above it or the instruction is wrapped anew.
 */
export function fingerprintsOf({ text, lacksText, findings }: LintResult, path: string): readonly string[] {
  if (findings.length === 0) return [];
  const { instructions } = parse(text);
  const words = new Map<Instruction, string>();
  const seen = new Map<string, number>();
  return findings.map(({ rule, message, range: [offset] }) => {
    const instruction = holding(instructions, offset);
    const subject = lacksText ? message : instruction ? remembered(words, instruction, wordsOf) : lineAround(text, offset);
    const key = [rule, path, subject].join('\0');
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return hash(`${key}\0${before}`);
  });
}

/** Hashed, so that a long instruction with many findings is read once. */
function wordsOf({ source, heredocs }: Instruction): string {
  const text = [source.text, ...heredocs.map(({ content }) => content)].join('\n');
  return hash(collapse(text));
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return hash(collapse(text.slice(offset === 0 ? 0 : start, end < 0 ? text.length : end)));
}

const collapse = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

function remembered<K, V>(known: Map<K, V>, key: K, find: (key: K) => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find(key);
  known.set(key, found);
  return found;
}

/** 64 bits in hexadecimal, as two lanes of multiply and xor that are mixed at the end. It keeps findings apart, not secrets. */
export function hash(text: string): string {
  let a = 0x9e3779b9;
  let b = 0x7f4a7c15;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x85ebca77);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  const mixed = mix(a) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae3d);
  return hex(mixed) + hex(mix(b) ^ Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f));
}

const mix = (lane: number): number => Math.imul(lane ^ (lane >>> 16), 0x7feb352d);
const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
