import type { ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-quiet-wget',
  summary: 'Require `wget` to be told not to print its progress.',
  why: 'Without a terminal, wget prints a line of dots for each piece that it gets. A big download makes thousands of lines of log, in which errors get lost.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'safe',
  fixTitle: 'Print no progress',
  codes: { hadolint: ['DL3047'], tally: ['hadolint/DL3047'] },
  mentions: ['wget'],
  references: ['https://www.gnu.org/software/wget/manual/html_node/Download-Options.html'],
  messages: { noisy: '`wget` fills the log with its progress. Add `{{option}}`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «wget» https://example.com/a && sudo «wget» -O q \
            https://example.com/b
        FROM alpine:3.20
        RUN «wget» -O a https://example.com/a
      `,
      good: dockerfile`
        FROM debian:12
        RUN wget -nv https://example.com/a && sudo wget -nv -O q \
            https://example.com/b
        FROM alpine:3.20
        RUN wget -q -O a https://example.com/a
      `,
      note: "BusyBox' wget knows only `-q`, and still prints errors with it.",
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN wget -qO- https://example.com/a && wget -nv https://example.com/b && wget --progress=dot:giga https://example.com/c
        RUN wget -o /tmp/log https://example.com/a && wget $WGET_OPTS https://example.com/b && wget --version
        CMD wget https://example.com/a
      `,
    },
  ],

  visit: {
    Command({ name, words: [program, ...words] }, context) {
      if (name !== 'wget' || !program || words.length === 0 || words.some(isQuiet)) return;
      if (context.instructionOf(program)?.type !== 'Run') return;
      const family = context.stageOf(program)?.family;
      const option = family === 'alpine' || family === 'busybox' ? '-q' : '-nv';
      context.report({
        at: program,
        message: 'noisy',
        data: { option },
        title: `Add \`${option}\``,
        fix: (edit) => edit.insertAfter(program, ` ${option}`),
      });
    },
  },
});

/** Tells wget to be quiet or to write elsewhere, or may do so: a variable can hold options. */
function isQuiet({ text, value, quoted }: ShellWord): boolean {
  if (value === undefined && !quoted && /^\$\{?\w*(?:opt|arg|flag|param)/i.test(text)) return true;
  if (text.startsWith('--')) return /^--(?:quiet|no-verbose|progress|output-file|append-output|help|version)\b/.test(text);
  // `-nX` is one option of two letters; behind a letter that takes a value stands the value.
  return /^-(?:n[cdHp]|[bcdxFNSrkKmpEHLv46])*(?:nv|[qoahV])/.test(text);
}
