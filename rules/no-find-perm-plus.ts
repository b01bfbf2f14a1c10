import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-find-perm-plus',
  summary: 'Disallow `find -perm +MODE`.',
  why: 'GNU find refuses it since 4.5.12, so that the bits which a build wants to take off stay on, often unnoticed behind `|| true`.',
  category: 'shell',
  severity: 'error',
  fix: 'safe',
  fixTitle: 'Write `/` for `+`',
  mentions: ['-perm'],
  references: ['https://www.gnu.org/software/findutils/manual/html_node/find_html/Mode-Bits.html'],
  messages: { old: "`-perm {{mode}}` is refused by today's GNU find. Write `/{{digits}}` for “any of these bits”." },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN find / -perm «+6000» -type f -exec chmod a-s {} \; || true
      `,
      good: dockerfile`
        FROM debian:12
        RUN find / -perm /6000 -type f -exec chmod a-s {} \; || true
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN find / -perm +6000 -type f -exec chmod a-s {} \;
        FROM debian:12
        RUN find / -perm -4000 && find / -perm +x && find / -size +6000
      `,
      note: "BusyBox' find still takes it.",
    },
  ],

  visit: {
    Command({ name, words }, context) {
      if (name !== 'find') return;
      for (const [i, word] of words.entries()) {
        const digits = /^\+([0-7]+)$/.exec(word.text)?.[1];
        if (digits === undefined || words[i - 1]?.text !== '-perm' || busybox.has(context.stageOf(word)?.family ?? '')) continue;
        context.report({ at: word, message: 'old', data: { mode: word.text, digits }, fix: (edit) => edit.replace(word, `/${digits}`) });
      }
    },
  },
});

const busybox: ReadonlySet<string> = new Set(['alpine', 'busybox']);
