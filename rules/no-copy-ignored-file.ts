import { resolvedSources } from '../src/model/context.ts';
import { ignoredSource } from '../src/model/ignored-source.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-copy-ignored-file',
  summary: 'Disallow `COPY` and `ADD` of what `.dockerignore` leaves out.',
  why: 'What the ignore file leaves out never reaches the builder: the instruction fails with "not found", although the file is there.',
  category: 'context',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Take the path back into the build context',
  codes: { buildkit: ['CopyIgnoredFile'] },
  references: [
    'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  ],
  messages: {
    ignored:
      "'{{path}}' is not in the build context: `{{pattern}}` on line {{line}} of `{{ignore}}` leaves it out. Add `!{{path}}` there, or copy something else.",
    whole:
      'Nothing is in the build context: `{{pattern}}` on line {{line}} of `{{ignore}}` leaves all out. Take back with `!` what is needed.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM scratch
        COPY «./config.json» src /app/
      `,
      good: dockerfile`
        FROM scratch
        COPY ./config.json src /app/
      `,
      files: { '.dockerignore': '*.json\n', 'config.json': '{}\n', 'src/a.c': '' },
      fixedFiles: { '.dockerignore': '*.json\n!config.json\n' },
    },
    {
      bad: dockerfile`
        FROM scratch
        COPY «.» /
      `,
      good: dockerfile`
        FROM scratch
        COPY . /
      `,
      files: { '.dockerignore': '*', 'a.c': '' },
    },
    {
      good: dockerfile`
        FROM scratch
        COPY manage.py subdir /app/
        COPY . /src
        COPY --from=build .env /
        ADD https://example.com/a.json /
      `,
      files: { '.dockerignore': '**\n!manage.py\n!subdir/keep\n', 'manage.py': '', 'subdir/keep': '', '.env': '' },
      note: 'Something of a folder that is left out may be taken back.',
    },
    {
      good: dockerfile`
        FROM scratch
        COPY . .
      `,
      files: { '.dockerignore': '.*\n', 'a.c': '' },
    },
  ],

  visit: {
    Dockerfile(_, context) {
      const { buildContext, report } = context;
      const text = buildContext?.ignoreText;
      if (!buildContext || text === undefined) return;
      for (const source of resolvedSources(context)) {
        const pattern = source.instruction.type === 'Run' ? undefined : ignoredSource(source, buildContext);
        if (!pattern) continue;
        const { path = '' } = source;
        const data = { pattern: pattern.text, line: pattern.line, ignore: buildContext.ignorePath };
        const related = [{ at: pattern, path: buildContext.ignorePath, note: 'The pattern that leaves it out.' }];
        if (path === '') report({ at: source, message: 'whole', data, related });
        else
          report({
            at: source,
            message: 'ignored',
            data: { ...data, path },
            related,
            fix: (edit) => {
              if (!/^[\w./-]+$/.test(path)) return null;
              const end = text.endsWith('\n') ? '' : '\n';
              return edit.writeFile(buildContext.ignorePath, `${text}${end}!${path}\n`, text);
            },
          });
      }
    },
  },
});
