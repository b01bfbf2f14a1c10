import { defineRule } from '../src/rule.ts';

export default defineRule({
  name: 'no-invisible-characters',
  summary: 'Disallow control characters, stray carriage returns, and characters that hide or reorder text.',
  why: 'What cannot be seen cannot be reviewed. A NUL makes a command impossible to run, a carriage return alone ends no line for Docker, and bidirectional controls show a reader another text than the one that runs (CVE-2021-42574).',
  category: 'syntax',
  severity: 'warning',
  references: ['https://trojansource.codes/', 'https://www.unicode.org/reports/tr36/'],
  messages: {
    control: '{{code}} cannot be seen. Remove it, or write it as an escape such as `\\x1b` where a program wants it.',
    nul: '{{code}} (NUL) can be in no command and no file name: the build fails when it runs this. Remove it.',
    carriageReturn: '{{code}} (carriage return) ends no line for Docker, which reads on. Save the file with LF or CRLF line ends.',
    reorder: '{{code}} reorders or hides text: a reader sees something else than what runs. Remove it.',
  },
  examples: [
    { bad: 'FROM alpine:3.20\nRUN echo a«\u0000»b\n' },
    { bad: 'FROM alpine:3.20«\r»RUN make\n' },
    { bad: 'FROM alpine:3.20\nRUN printf "«\u001b»[1m"\n' },
    { bad: 'FROM alpine:3.20\nUSER ro«\u200b»ot\n# «\u202e»cod\n' },
    { good: 'FROM alpine:3.20\nLABEL a="👩\u200d💻 été"\nRUN a\t&& b\n' },
  ],

  visit: {
    Dockerfile({ text }, { report }) {
      for (const { index, 0: character } of text.matchAll(invisible)) {
        const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
        report({ at: { range: [index, index + 1] }, message: kindOf(character), data: { code } });
      }
    },
  },
});

// Zero-width joiners stay: they make up emoji and words of many scripts.
const invisible = /[\0-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\r(?![\r\n]|$)/g;

function kindOf(character: string): 'control' | 'nul' | 'carriageReturn' | 'reorder' {
  if (character === '\0') return 'nul';
  if (character === '\r') return 'carriageReturn';
  return character <= '\x7f' ? 'control' : 'reorder';
}
