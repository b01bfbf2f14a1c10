import type { SuppressedName, Suppression } from '../src/nodes.ts';
import { defineRule, dockerfile, type Editor, type TextEdit } from '../src/rule.ts';

export default defineRule({
  name: 'no-unused-suppression',
  summary: 'Disallow comments that silence nothing.',
  why: 'A suppression that is no longer needed hides the next real finding of that rule, and makes readers look for a problem that is not there.',
  category: 'suppression',
  severity: 'warning',
  tags: ['unnecessary'],
  fix: 'safe',
  fixTitle: 'Remove what silences nothing',
  messages: {
    unused: '`{{name}}` silences nothing here. Remove it, so that it cannot hide a later finding.',
    unknown: "No rule is called '{{name}}', so this silences nothing. Remove it.",
    mistyped: "No rule is called '{{name}}', so this silences nothing. Write `{{near}}`.",
    empty: 'This comment names no rule and silences nothing. Remove it, or name what it means.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.27
        # plimsoll ignore=«no-unused-suppression» -- for the old load balancer
        EXPOSE 80
      `,
      good: dockerfile`
        FROM nginx:1.27
        EXPOSE 80
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN make \
            # plimsoll ignore=«no-unused-suppression»
            install
      `,
      good: dockerfile`
        FROM debian:12
        RUN make \
            install
      `,
      note: 'Inside an instruction the whole line goes, so that no empty continuation is left.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        «# plimsoll ignore= -- later»
        RUN make
      `,
      good: dockerfile`
        FROM debian:12
        RUN make
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        # plimsoll ignore=«no-consecutive-runs» -- the second needs the first
        RUN make
      `,
      good: dockerfile`
        FROM debian:12
        # plimsoll ignore=no-consecutive-run -- the second needs the first
        RUN make
      `,
      note: 'A name that is no rule at all is mistyped.',
    },
    {
      good: dockerfile`
        FROM debian:12
        # plimsoll ignore=no-consecutive-run,acme/no-pets
        # hadolint ignore=DL9999
        RUN make
      `,
      note: 'What has not run cannot be said to be unused.',
    },
  ],

  visit: {
    Suppression(suppression, { report }) {
      if (suppression.names.length === 0 && suppression.tool === 'plimsoll')
        report({ at: suppression, message: 'empty', fix: (edit) => edit.removeLines(suppression) });
      for (const name of suppression.names) {
        if (suppression.tool === 'plimsoll' && name.isUnknown && name.silenced === 0) {
          const { near } = name;
          if (near === undefined)
            report({ at: name, message: 'unknown', data: { name: name.text }, fix: (edit) => removeName(name, suppression, edit) });
          else
            report({
              at: name,
              message: 'mistyped',
              data: { name: name.text, near },
              title: `Write \`${near}\``,
              fix: (edit) => edit.replace(name, near),
            });
          continue;
        }
        if (name.silenced > 0 || !name.hasRun || name.text === 'all') continue;
        const fix =
          suppression.scope === 'file' && suppression.tool === 'buildkit'
            ? undefined
            : (edit: Editor) => removeName(name, suppression, edit);
        report({ at: name, message: 'unused', data: { name: name.text }, fix });
      }
    },
  },
});

/** The whole line, or where other names stay, the name with one comma. */
function removeName(name: SuppressedName, suppression: Suppression, edit: Editor): TextEdit {
  const { names } = suppression;
  const at = names.indexOf(name);
  const before = names[at - 1];
  const after = names[at + 1];
  if (before) return edit.remove({ range: [before.range[1], name.range[1]] });
  return after ? edit.remove({ range: [name.range[0], after.range[0]] }) : edit.removeLines(suppression);
}
