import { optionsOf } from '../src/model/command-options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-mkdir-parent-mode',
  summary: 'Disallow `mkdir -p -m` for a path of several folders.',
  why: 'Only the last folder gets the mode of `-m`. Those above it that `-p` makes get the usual one, and stay open to all.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2174'] },
  mentions: ['mkdir'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/mkdir.html'],
  messages: {
    parents:
      '`{{option}}` is for the last folder of `{{path}}` alone; those above it get the usual mode. Set it with `chmod`, or make them one by one.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN mkdir -p «-m» 700 /srv/app/secrets && sudo mkdir «--mode=700» --parents a/b && mkdir «-pm» 700 "$A"/b
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN mkdir -p -m 700 a ./b ../c /d && mkdir -m 700 /srv/app && mkdir -p /srv/a && install -d -m 700 a/b
        RUN mkdir -p -m 700 /etc/app /var/lib/app ~/.ssh /root/.ssh
      `,
      note: 'What every image has above it is there already.',
    },
  ],

  visit: {
    Command(command, { report }) {
      if (command.name !== 'mkdir') return;
      const { words, names, operands } = optionsOf(command, 'mZ');
      const option = words.get('-m') ?? words.get('--mode');
      if (!option || !(names.has('-p') || names.has('--parents'))) return;
      const path = operands.find((word) => hasParents(word.value ?? word.text));
      if (path) report({ at: option, message: 'parents', data: { option: option.text, path: path.text } });
    },
  },
});

/** Folders above it that `-p` may have to make. */
function hasParents(path: string): boolean {
  const isAbsolute = path.startsWith('/');
  const all = path.split('/').filter((folder) => folder !== '');
  const folders = all.slice(all.findIndex((folder) => !isRelative(folder)));
  if (folders.length < 2) return false;
  return !(isAbsolute && usual.has(folders.slice(0, -1).join('/')));
}

const isRelative = (folder: string): boolean => folder === '.' || folder === '..' || folder === '~';

/** What every image has. */
const usual: ReadonlySet<string> = new Set([
  ...['etc', 'opt', 'root', 'srv', 'home', 'usr', 'var', 'tmp', 'mnt', 'media'],
  ...['usr/local', 'usr/share', 'usr/lib', 'usr/bin', 'usr/sbin', 'usr/src'],
  ...['var/lib', 'var/log', 'var/cache', 'var/tmp', 'var/opt', 'etc/apt'],
]);
