import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-find-path',
  summary: 'Require `find` to be told where to look.',
  why: 'Only some versions of `find` take the current folder where none is named; POSIX wants it said.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'safe',
  fixTitle: 'Name the current folder',
  codes: { shellcheck: ['SC2185'] },
  mentions: ['find'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/find.html'],
  messages: { path: 'Not every `find` looks in the current folder by itself. Write `find .`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «find» -name '*.pyc' -delete && «find»
      `,
      good: dockerfile`
        FROM debian:12
        RUN find . -name '*.pyc' -delete && find .
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN find / -name a && find -L b -type f && find $DIRS -empty && find -D rates . && find --help && find -files0-from list
      `,
    },
  ],

  visit: {
    Command({ name, words, wrappers }, { report }) {
      const [find, ...given] = words;
      if (name !== 'find' || !find || wrappers.includes('xargs')) return;
      let at = 0;
      while (/^-[HLPOD]/.test(given[at]?.text ?? '')) at += given[at]?.text === '-D' ? 2 : 1;
      const word = given[at];
      if (word && !/^(?:-(?!-|files0-from|help|version)|[!(]|\\[!(])/.test(word.text)) return;
      const before = given[at - 1] ?? find;
      report({ at: find, message: 'path', fix: (edit) => edit.insertAfter(before, ' .') });
    },
  },
});
