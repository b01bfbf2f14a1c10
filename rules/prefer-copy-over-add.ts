import { isArchive, isRemote } from '../src/knowledge/archives.ts';
import type { Add, Word } from '../src/nodes.ts';
import type { Model } from '../src/model/model.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-copy-over-add',
  summary: 'Require `COPY` for files and folders.',
  why: '`ADD` also fetches URLs and unpacks archives, by what it finds in the file. For a plain copy `COPY` says all there is, and nothing gets unpacked by surprise.',
  category: 'files',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Write `COPY`',
  codes: {
    hadolint: ['DL3020'],
    tally: ['hadolint/DL3020'],
    trivy: ['DS-0005'],
    checkov: ['CKV_DOCKER_4'],
    kics: ['9513a694'],
    dockerBench: ['4.9'],
    dockle: ['CIS-DI-0009'],
  },
  references: ['https://docs.docker.com/build/building/best-practices/#add-or-copy', 'https://github.com/hadolint/hadolint/wiki/DL3020'],
  messages: { copy: '`ADD` is for URLs and archives; for `{{source}}` write `COPY`, which never unpacks or fetches anything.' },
  examples: [
    { bad: dockerfile`«ADD» --chown=app:app src package.json /app/`, good: dockerfile`COPY --chown=app:app src package.json /app/` },
    {
      bad: dockerfile`
        FROM nginx:1.27
        «add» ["my site", "/usr/share/nginx/html"]
      `,
      good: dockerfile`
        FROM nginx:1.27
        copy ["my site", "/usr/share/nginx/html"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        ADD rootfs.tar.xz /
        ADD https://example.com/app.bin /usr/bin/app
        ADD https://github.com/moby/buildkit.git#v0.17.0 /src
        ADD $ARCHIVE /src
      `,
    },
  ],

  visit: {
    Add(add, context) {
      const { keyword, sources, heredocs } = add;
      const [first] = sources;
      const name = first?.text ?? heredocs[0]?.name;
      if (name === undefined || add.flags.some((flag) => addOnly.has(flag.name))) return;
      if (!sources.every((source) => isPlain(source, add, context))) return;
      context.report({
        at: keyword,
        message: 'copy',
        data: { source: name },
        fix: (edit) => edit.replace(keyword, keyword.text === keyword.text.toLowerCase() ? 'copy' : 'COPY'),
      });
    },
  },
});

/** Flags that `COPY` does not have. */
const addOnly: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

/** Not where a variable without a value may hold a URL or the name of an archive. */
function isPlain(source: Word, add: Add, context: Model): boolean {
  const value = context.resolve(source, add);
  if (value !== undefined) return value !== '' && !isRemote(value) && !isArchive(value) && !/[^/]\*$/.test(value);
  const last = source.variables.at(-1);
  const first = source.variables[0];
  const isEndKnown = last !== undefined && /\.[A-Za-z0-9]+$|\/$/.test(source.text) && !source.text.endsWith(last.text);
  return isEndKnown && first !== undefined && !source.text.startsWith(first.text) && !isRemote(source.text) && !isArchive(source.text);
}
