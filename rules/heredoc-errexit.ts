import type { Command, Heredoc, Run, ShellScript } from '../src/nodes.ts';
import type { Model } from '../src/model/model.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'heredoc-errexit',
  summary: 'Require `set -e` in a `RUN` heredoc of several commands.',
  why: 'A shell goes on after a command that fails, and only what the last one says counts: a step breaks, the build succeeds, and the image is not what it should be.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Begin with `set -e`',
  mentions: ['<<'],
  references: ['https://docs.docker.com/reference/dockerfile/#here-documents'],
  messages: {
    goesOn: 'When a command in this heredoc fails, the next ones run all the same, and the build succeeds. Begin with `set -e`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN «<<EOF»
        apk add git
        git clone https://example.com/app.git
        EOF
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN <<EOF
        set -e
        apk add git
        git clone https://example.com/app.git
        EOF
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN --mount=type=cache,target=/c «<<EOF»
        #!/bin/bash
          make
          make install
        EOF
      `,
      good: dockerfile`
        FROM debian:12
        RUN --mount=type=cache,target=/c <<EOF
        #!/bin/bash
          set -e
          make
          make install
        EOF
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN <<EOF
        #!/bin/sh -e
        make
        make install
        EOF
        RUN <<EOF
        set -eux
        make
        make install
        EOF
        RUN bash -euo pipefail <<EOF
        make
        make install
        EOF
        RUN <<EOF
        cd /src
        make
        EOF
        SHELL ["/bin/bash", "-e", "-c"]
        RUN <<EOF
        make
        make install
        EOF
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN <<EOF
        echo building
        make && make install
        EOF
      `,
      note: 'Nothing is lost where only the last command can fail.',
    },
  ],

  visit: {
    Run(run, context) {
      const [heredoc] = run.heredocs;
      if (!heredoc || run.heredocs.length > 1 || !heredoc.terminated) return;
      const script = context.scripts(run).find((one) => one.origin === 'heredoc' && one.range[0] >= heredoc.contentRange[0]);
      if (!script || stopsByItself(run, heredoc, context) || !losesFailure(script)) return;
      const at = firstLine(heredoc, context.text);
      const indent = context.indentAt(at);
      context.report({
        at: { range: heredoc.marker },
        message: 'goesOn',
        fix: (edit) => edit.insertBefore({ range: [at, at] }, `${indent}set -e${context.eol}`),
      });
    },
  },
});

/** Where `set -e` goes: behind the shebang. */
function firstLine({ contentRange: [start, end] }: Heredoc, text: string): number {
  const shebang = text.slice(start, end).startsWith('#!');
  return shebang ? text.indexOf('\n', start) + 1 : start;
}

/** By an option of the shell: of `SHELL`, of the shebang, or of the interpreter that reads the heredoc. */
function stopsByItself(run: Run, { content, marker }: Heredoc, { shellAt, text }: Model): boolean {
  const called = [text.slice(run.body[0], marker[0]), /^#!.*/.exec(content)?.[0] ?? ''].join(' ');
  if (content.startsWith('#!') || /\S/.test(text.slice(run.body[0], marker[0]))) return errexit.test(called);
  return shellAt(run).words.some((word) => errexit.test(` ${word}`));
}

const errexit = /\s-[A-Za-z]*e|errexit/;

function losesFailure({ commands, steps, dialect }: ShellScript): boolean {
  if (dialect === 'cmd' || dialect === 'powershell' || dialect === 'unknown') return false;
  if (commands.some(({ name, words }) => name === 'set' && words.some(({ text }) => /^-[A-Za-z]*e|^errexit$/.test(text)))) return false;
  // The steps of one list of `&&` and `||` share a fate; only the last list's is the build's.
  const lastList = steps.findLastIndex(({ operator }) => operator?.text !== '&&' && operator?.text !== '||');
  return commands.some((command) => command.step < lastList && canFail(command) && !isHandled(command.step, steps));
}

const isHandled = (step: number, steps: ShellScript['steps']): boolean => {
  for (let next = step + 1; next < steps.length; next++) {
    const { operator } = steps[next] ?? {};
    if (operator?.text === '||') return true;
    if (operator?.text !== '&&') return false;
  }
  return false;
};

const canFail = ({ name, nesting }: Command): boolean =>
  !harmless.has(name) && nesting.every((one) => one !== 'condition' && one !== 'function');

const harmless: ReadonlySet<string> = new Set([
  '',
  'echo',
  'printf',
  'export',
  'set',
  'shopt',
  'cd',
  'umask',
  'true',
  ':',
  'trap',
  'local',
  'alias',
  'unset',
]);
