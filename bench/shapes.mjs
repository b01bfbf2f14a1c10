// Texts that trip linters up, for parse.mjs and hostile.mjs.

const lines = (n, line) => Array.from({ length: n }, (_, i) => line(i)).join('\n') + '\n';
const bytesPerLine = 50;

/** Dockerfiles for the parser; each makes a text of `n` lines, or of as many bytes as `n` ordinary lines have. */
export const shapes = {
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

const repeat = (n, part, between) => Array.from({ length: n }, (_, i) => part(i)).join(between);
const run = (script) => `FROM debian:12\nRUN ${script}\n`;

/** What goes through the shell's parser, the rules, and their fixes; `n` parts each. */
export const scripts = {
  'quotes of both kinds': (n) => run(`echo ${'"\'" \'"\' '.repeat(n / 4)}`),
  'quotes that never end': (n) => run(`echo ${'"\''.repeat(n / 2)}`),
  '$( in $(': (n) => run(`echo ${'$('.repeat(n)}true${')'.repeat(n)}`),
  '$( that never ends': (n) => run(`echo ${'$('.repeat(n)}`),
  '`…` in a row': (n) => run(repeat(n, (i) => `A=\`cmd ${i}\``, ' ')),
  '[[ ]]': (n) => run(repeat(n, (i) => `[[ -n "$A" && $B == ${i} ]]`, ' || ')),
  '[ ] with -a': (n) => run(`[ ${repeat(n, (i) => `"$A" = ${i}`, ' -a ')} ]`),
  'commands joined by && on one line': (n) => run(repeat(n, (i) => `cd /d${i}`, ' && ')),
  'installs joined by && on one line': (n) => run(repeat(n, (i) => `apt-get install -y a${i} b`, ' && ')),
  'packages of one install': (n) => run(`apt-get update && apt-get install -y ${repeat(n, (i) => `package-${(i * 7919) % n}`, ' ')}`),
  'packages of one install, a line each': (n) =>
    run(`apt-get update && apt-get install -y ${repeat(n, (i) => `p-${(i * 7919) % n}`, ' \\\n  ')}`),
  pipes: (n) => run(repeat(n, (i) => `grep ${i} file`, ' | ')),
  'one cd and rm a line': (n) => run(repeat(n, () => 'cd /tmp; rm -rf *', '; \\\n')),
  ifs: (n) => run(`${repeat(n, (i) => `if [ $A = ${i} ]; then x; `, '')}${'fi; '.repeat(n)}`),
  'functions and variables': (n) => run(repeat(n, (i) => `f${i}() { A${i}=$1; echo $A${i}; }`, '; ')),
  'parameter expansions': (n) => run(`echo ${'${A:-'.repeat(n)}${'}'.repeat(n)}`),
  braces: (n) => run(`echo ${'{a,'.repeat(n)}${'}'.repeat(n)}`),
  'a script in a heredoc': (n) => `FROM debian:12\nRUN <<EOF\n${lines(n, (i) => `curl http://x/${i} | sh; cd /x; sudo rm $A`)}EOF\n`,
  'heredocs in a heredoc': (n) => `FROM debian:12\nRUN <<EOF\n${lines(n, (i) => `cat <<E${i} > f\nx\nE${i}`)}EOF\n`,
  'ENV pairs on one line': (n) => `FROM debian:12\nENV ${repeat(n, (i) => `A${i}=$A${i - 1}`, ' ')}\n`,
  'ARG and its use': (n) => `FROM debian:12\n${lines(n, (i) => `ARG A${i}\nENV B${i}=$A${i}`)}`,
  'LABEL pairs on one line': (n) => `FROM debian:12\nLABEL ${repeat(n, (i) => `org.a.b${i}="v ${i}"`, ' ')}\n`,
  'EXPOSE ports on one line': (n) => `FROM debian:12\nEXPOSE ${repeat(n, (i) => `${i}:80/TCP`, ' ')}\n`,
  'sources of one COPY': (n) => `FROM debian:12\nCOPY ${repeat(n, (i) => `./a/../f${i}`, ' ')} /d\n`,
  'findings, one a line': (n) => `FROM debian:latest\n${lines(n, (i) => `MAINTAINER m${i}`)}`,
  'stages that nobody uses': (n) => lines(n, (i) => `FROM debian:latest as S${i}\nRUN sudo x`),
  'comments that ignore': (n) => `FROM debian:12\n${lines(n, () => '# plimsoll ignore=no-sudo,no-cd\nRUN sudo x')}`,
  'one RUN after the other': (n) => `FROM debian:12\n${lines(n, (i) => `RUN apt-get update\nRUN apt-get install p${i}`)}`,
  'WORKDIR after WORKDIR': (n) => `FROM debian:12\n${lines(n, (i) => `WORKDIR d${i}/../e`)}`,
};
