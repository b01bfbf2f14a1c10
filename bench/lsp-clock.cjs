// Loaded into a language server before it starts: how long each text is worked on, from the first byte of a message to the diagnostics.
const { writeFileSync } = require('node:fs');

const times = [];
let start;
const { stdin, stdout } = process;
const [emit, write] = [stdin.emit.bind(stdin), stdout.write.bind(stdout)];
stdin.emit = (name, ...rest) => {
  if (name === 'data') start ??= performance.now();
  return emit(name, ...rest);
};
stdout.write = (chunk, ...rest) => {
  const done = write(chunk, ...rest);
  if (start !== undefined && String(chunk).includes('textDocument/publishDiagnostics')) {
    times.push(performance.now() - start);
    start = undefined;
  }
  return done;
};
process.on('exit', () => writeFileSync(process.env.PLIMSOLL_BENCH_CLOCK, JSON.stringify(times)));
