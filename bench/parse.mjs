// How parsing grows with the text, for shapes that trip parsers up. Run `npm run build` first, then `npm run bench:parse [SHAPE…]`.
import { readFileSync } from 'node:fs';
import { parse } from '../dist/index.js';
import { shapes } from './shapes.mjs';

/** The fastest of some runs, in milliseconds: the others were disturbed. */
function time(text) {
  let best = Infinity;
  for (let spent = 0, runs = 0; runs < 3 || (spent < 200 && runs < 20); runs++) {
    globalThis.gc?.();
    const start = performance.now();
    parse(text);
    const took = performance.now() - start;
    best = Math.min(best, took);
    spent += took;
    if (took > 1000) break;
  }
  return best;
}

const chosen = process.argv.slice(2);
const sizes = [1_000, 10_000, 100_000];
const cell = (value, width) => String(value).padStart(width);
const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

for (let i = 0; i < 50; i++) for (const make of Object.values(shapes)) parse(make(100));

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
console.log(`plimsoll ${version}, Node ${process.version}: milliseconds to parse, and by how much ten times the text takes longer`);
console.log(['shape'.padEnd(34), ...sizes.map((size) => cell(`${size / 1000}k`, 9)), cell('×', 7), cell('×', 7), cell('MB/s', 7)].join(''));
for (const [name, make] of Object.entries(shapes)) {
  if (chosen.length > 0 && !chosen.some((word) => name.toLowerCase().includes(word.toLowerCase()))) continue;
  const texts = sizes.map(make);
  const times = texts.map(time);
  const ratios = times.slice(1).map((took, i) => took / times[i]);
  const speed = texts.at(-1).length / 1e3 / times.at(-1);
  const flag = ratios.at(-1) > 40 ? '  not linear' : '';
  console.log(
    [
      name.padEnd(34),
      ...times.map((took) => cell(ms(took), 9)),
      ...ratios.map((ratio) => cell(ratio.toFixed(1), 7)),
      cell(speed.toFixed(0), 7),
      flag,
    ].join(''),
  );
}
