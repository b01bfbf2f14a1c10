// How parsing grows with the text, for shapes that trip parsers up. Run `npm run build` first, then `npm run bench:parse [SHAPE…]`.
import { readFileSync } from 'node:fs';
import { parse } from '../dist/index.js';

const lines = (n, line) => Array.from({ length: n }, (_, i) => line(i)).join('\n') + '\n';
const bytesPerLine = 50;

/** Each makes a text of `n` lines, or of as many bytes as `n` ordinary lines have. */
const shapes = {
  'RUN instructions': (n) => 'FROM alpine\n' + lines(n, (i) => `RUN apk add --no-cache package-${i} && rm -rf /tmp/*`),
  'ENV lines': (n) => 'FROM alpine\n' + lines(n, (i) => `ENV NAME_${i}="value $NAME_${i - 1}" OTHER=\${NAME_${i}:-none}`),
  'ENV pairs in one instruction': (n) =>
    'FROM alpine\nENV A=1' +
    ' \\\n'.concat(
      lines(n - 1, (i) => `  NAME_${i}=value-${i} \\`),
      '  Z=1\n',
    ),
  LABELs: (n) => 'FROM alpine\n' + lines(n, (i) => `LABEL org.example.label-${i}="a value of ${i}" second='x y'`),
  'comments between stages': (n) => lines(n / 5, (i) => `# one\n# two\n# three\n\nFROM alpine AS stage-${i}`),
  'stages that copy from each other': (n) =>
    'FROM alpine AS s-1\n' + lines(n / 2, (i) => `FROM s${i - 1} AS s${i}\nCOPY --from=s${i - 1} /a /b`),
  'one RUN of n continuation lines': (n) => 'FROM alpine\nRUN true \\\n' + lines(n, (i) => `  && echo ${i} \\`) + '  && true\n',
  'comments inside one RUN': (n) => 'FROM alpine\nRUN true \\\n' + lines(n, (i) => `# why ${i}`) + '  && true\n',
  'blank lines inside one RUN': (n) => 'FROM alpine\nRUN true \\\n' + '\n'.repeat(n) + '  && true\n',
  'one heredoc of n lines': (n) => 'FROM alpine\nRUN <<EOF\n' + lines(n, (i) => `echo "$NAME ${i}"`) + 'EOF\n',
  'n heredocs': (n) => 'FROM alpine\n' + lines(n / 3, (i) => `COPY <<E${i} /file-${i}\ntext\nE${i}`),
  'heredocs of one COPY': (n) =>
    'FROM alpine\nCOPY ' +
    lines(1, () => Array.from({ length: n / 2 }, (_, i) => `<<E${i}`).join(' ') + ' /d/') +
    lines(n / 2, (i) => `E${i}`),
  'heredoc that never ends': (n) => 'FROM alpine\n' + lines(n, () => 'RUN cat <<EOF'),
  'one long line': (n) => `FROM alpine\nRUN echo ${'word '.repeat((n * bytesPerLine) / 5)}\n`,
  'one long word': (n) => `FROM alpine\nRUN ${'x'.repeat(n * bytesPerLine)}\n`,
  'one long line of quotes': (n) => `FROM alpine\nENV A=${'"\''.repeat((n * bytesPerLine) / 2)}\n`,
  'one long line of variables': (n) => `FROM alpine\nENV A=${'${a:-'.repeat(Math.min(n * 10, 1e6))}\n`,
  'one long JSON array': (n) => `FROM alpine\nCMD [${Array.from({ length: n * 5 }, (_, i) => `"a${i}"`).join(', ')}]\n`,
  backslashes: (n) => `FROM alpine\nRUN ${'\\'.repeat(n * bytesPerLine)}\n`,
  blanks: (n) => `FROM alpine\nRUN${' '.repeat(n * bytesPerLine)}x\n`,
  'ONBUILD in ONBUILD': (n) => `FROM alpine\n${'ONBUILD '.repeat(n * 6)}RUN x\n`,
  'ONBUILD lines': (n) => 'FROM alpine\n' + lines(n, (i) => `ONBUILD COPY file-${i} /app/`),
  'unknown instructions': (n) => 'FROM alpine\n' + lines(n, (i) => `RUNN ${i}`),
  directives: (n) => lines(n, (i) => `# check${i}=skip=all`) + 'FROM alpine\n',
  CRLF: (n) => 'FROM alpine\r\n' + 'RUN true \\\r\n  && false\r\n'.repeat(n / 2),
};

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
