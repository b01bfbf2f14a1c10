import { plainHttpHost } from '../src/model/urls.ts';
import { defineRule, dockerfile } from '../src/rule.ts';
import type { Command } from '../src/nodes.ts';

export default defineRule({
  name: 'no-plain-http-download',
  summary: 'Disallow downloads over plain `http://`.',
  why: 'Anybody on the way can put something else into the image. `https://` costs nothing; what a checksum or a signature is checked of may come as it likes.',
  category: 'network',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Use `https://`',
  codes: { lynis: ['ssl-download'] },
  mentions: ['http:'],
  references: ['https://cisofy.com/lynis/controls/'],
  messages: {
    http: 'What comes from {{host}} over plain http can be exchanged on the way. Use `https://`, or check a checksum.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        ADD «http://example.com/a.tar.gz» /tmp/
        RUN curl -fsSLO «http://example.com/b.tar.gz» && wget -q «"http://example.com/c-\${VERSION}.zip"»
        RUN git clone «http://example.com/app.git»
      `,
      good: dockerfile`
        FROM debian:12
        ADD https://example.com/a.tar.gz /tmp/
        RUN curl -fsSLO https://example.com/b.tar.gz && wget -q "https://example.com/c-\${VERSION}.zip"
        RUN git clone https://example.com/app.git
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d http://example.com/a.tar.gz /tmp/
        RUN curl -fsSLO http://example.com/b.tar.gz && echo "$SUM  b.tar.gz" | sha256sum -c -
        RUN curl -f http://localhost:8080/ready && curl http://metadata.internal/x && wget http://mirror/y
        RUN echo 'deb http://deb.debian.org/debian bookworm main' > /etc/apt/sources.list
        HEALTHCHECK CMD curl -f http://example.com/
      `,
      note: 'apt checks signatures; the rest is checked here, or stays on the spot.',
    },
  ],

  visit: {
    Add({ sources, flags }, { report }) {
      if (flags.some(({ name }) => name === 'checksum')) return;
      for (const source of sources) {
        const host = plainHttpHost(source.value);
        if (host === undefined) continue;
        report({ at: source, message: 'http', data: { host }, fix: (edit) => secure(source.range, source.text, edit.insertAfter) });
      }
    },
    ShellScript(script, context) {
      if (context.instructionOf(script)?.type !== 'Run' || script.commands.some(isCheck)) return;
      for (const command of script.commands) {
        if (!isDownload(command)) continue;
        for (const word of command.words.slice(1)) {
          const host = plainHttpHost(word.text.replace(/^["']/, ''));
          if (host === undefined) continue;
          context.report({ at: word, message: 'http', data: { host }, fix: (edit) => secure(word.range, word.text, edit.insertAfter) });
        }
      }
    },
  },
});

/** Puts the `s` behind `http`. */
function secure<T>(
  [start]: readonly [number, number],
  text: string,
  insertAfter: (target: { range: [number, number] }, text: string) => T,
): T {
  const at = start + text.indexOf('http') + 'http'.length;
  return insertAfter({ range: [at, at] }, 's');
}

const isDownload = ({ name, words }: Command): boolean =>
  downloaders.has(name) || (name === 'git' && words.some(({ value }) => value === 'clone' || value === 'fetch'));

const downloaders: ReadonlySet<string> = new Set(['curl', 'wget', 'wget2', 'aria2c', 'axel', 'fetch', 'http', 'lynx']);

/** Compares what came with a checksum or a signature. */
const isCheck = ({ name, words }: Command): boolean =>
  /^(?:sha\d*sum|shasum|b2sum|md5sum|cksum|minisign|cosign|gpgv)$/.test(name) ||
  (/^gpg2?$/.test(name) && words.some(({ value }) => value === '--verify')) ||
  (name === 'openssl' && words.some(({ value }) => value === 'dgst'));
