import { featureFix, isSourceForBash } from '../src/model/feature-edits.ts';
import { missingFeature } from '../src/model/missing-features.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-source-in-sh',
  summary: 'Disallow `source` where the shell has no such command.',
  why: 'The `sh` of Debian and Ubuntu is dash, which knows only `.`: `source` is not found there, and whatever the file should set is not set.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Write `.` instead of `source`',
  codes: { shellcheck: ['SC3046'] },
  mentions: ['source'],
  references: ['https://www.shellcheck.net/wiki/SC3046'],
  messages: { source: '{{shell}} has no `source`. {{instead}}.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «source» /opt/venv/bin/activate && pip install .
        RUN «source» env.sh; make
      `,
      good: dockerfile`
        FROM debian:12
        RUN . /opt/venv/bin/activate && pip install .
        RUN . ./env.sh; make
      `,
      note: 'bash also looks for a bare name in the working directory, which `.` does not do in `sh`.',
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        # The robot.
        RUN «source» /opt/ros/jazzy/setup.bash && colcon build
      `,
      good: dockerfile`
        FROM ubuntu:24.04
        SHELL ["/bin/bash", "-c"]
        # The robot.
        RUN source /opt/ros/jazzy/setup.bash && colcon build
      `,
      note: 'A file that is written for bash needs bash, and so do arguments of `source`.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN source /etc/profile
        FROM fedora:41
        RUN source /etc/profile
        FROM debian:12
        RUN bash -c "source /etc/profile"
        RUN ln -sf /bin/bash /bin/sh
        RUN source /etc/profile
      `,
      note: "BusyBox's shell has it, on Fedora `sh` is bash, and here it becomes bash.",
    },
  ],

  visit: {
    ShellFeature(feature, context) {
      const { kind, command } = feature;
      const missing = kind === 'source' ? missingFeature(feature, context) : undefined;
      if (!command || !missing) return;
      const instead = isSourceForBash(command) ? 'Run it in bash' : missing.instead;
      context.report({
        at: feature,
        message: 'source',
        data: { shell: missing.shell, instead },
        ...featureFix(feature, context),
      });
    },
  },
});
