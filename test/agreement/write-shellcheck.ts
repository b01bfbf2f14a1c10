import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { corpus, shared } from '../shared.ts';
import { compare, plimsollSays, shellcheckSays, tableOf } from './referee.ts';

// Writes the table of shellcheck.md; run from the project's root, after a build: `npm run referee`.
const files = corpus();
const rows = compare(plimsollSays(files, join(shared, 'corpus'), resolve('dist/cli.cjs')), shellcheckSays(files));
const target = resolve('test/agreement/shellcheck.md');
const marks = /(?<=<!-- table -->\n)[^]*(?=<!-- end of table -->)/;
writeFileSync(
  target,
  readFileSync(target, 'utf8').replace(marks, () => `\n${tableOf(rows)}\n\n`),
);
