import type { StageInfo } from '../src/model/model.ts';
import type { Word } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-relative-workdir',
  summary: 'Disallow a relative `WORKDIR` where no absolute one comes before it.',
  why: 'It counts from the working directory of the base image, which the next release of that image may change.',
  category: 'files',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Begin the path at the root',
  codes: {
    buildkit: ['WorkdirRelativePath'],
    hadolint: ['DL3000'],
    trivy: ['DS-0009'],
    checkov: ['CKV_DOCKER_10'],
    kics: ['6b376af8'],
    semgrep: ['use-absolute-workdir'],
    dockerfileUtils: ['WORKDIR_IS_NOT_ABSOLUTE'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    'https://docs.docker.com/build/building/best-practices/#workdir',
  ],
  messages: { relative: "'{{path}}' counts from the base image's working directory, whatever that is. Write the absolute path." },
  examples: [
    {
      bad: dockerfile`
        FROM python:3.12-slim
        WORKDIR «./app/src»
        WORKDIR lib
      `,
      good: dockerfile`
        FROM python:3.12-slim
        WORKDIR /app/src
        WORKDIR lib
      `,
      note: 'The first one is enough: the others count from it.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20 AS a
        FROM a
        ENV DIR=app
        WORKDIR «"$DIR"»
      `,
      good: dockerfile`
        FROM alpine:3.20 AS a
        FROM a
        ENV DIR=app
        WORKDIR "/$DIR"
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20 AS base
        WORKDIR /src
        FROM base
        WORKDIR lib
      `,
    },
    { bad: 'FROM alpine:3.20\nWORKDIR «"usr/src»\n' },
    {
      good: dockerfile`
        FROM python:3.12
        ARG DIR
        WORKDIR $DIR/app
      `,
      note: 'Whoever builds it sets the variable.',
    },
    { good: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:/app\n' },
  ],

  visit: {
    Dockerfile(_, { stages, resolve, report }) {
      const withWorkdir = new Set<StageInfo>();
      for (const stage of stages) {
        const first = stage.node.instructions.find((one) => one.type === 'Workdir');
        const isSet = stage.base !== undefined && withWorkdir.has(stage.base);
        if (first || isSet) withWorkdir.add(stage);
        if (isSet || !first?.path || !isRelative(resolve(first.path, first) ?? beginOf(first.path))) continue;
        const { path } = first;
        report({
          at: path,
          message: 'relative',
          data: { path: path.text },
          // An image without variables of its own has no working directory either.
          safety: stage.facts?.environment?.length === 0 ? 'safe' : undefined,
          fix: (edit) => (isOpen(path) ? null : edit.replace(path, path.text.replace(/^(["']?)(?:\.\/+)*(?:\.(?=["']?$))?/, '$1/'))),
        });
      }
    },
  },
});

/** A quote that nothing closes is a part of the path for nobody: the build fails. */
const isOpen = ({ text }: Word): boolean => /^["']/.test(text) && text.split(text.charAt(0)).length % 2 === 0;

const isRelative = (path: string): boolean => path !== '' && !/^(?:[A-Za-z]:|[\\/])/.test(path);

/** The text before the first variable, which decides alone; empty where there is none. */
const beginOf = ({ text }: Word): string => /^["']?([^$"']*)/.exec(text)?.[1] ?? '';
