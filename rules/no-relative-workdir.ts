import type { StageInfo } from '../src/model/model.ts';
import type { Instruction, Word, Workdir } from '../src/nodes.ts';
import { boolean } from '../src/options.ts';
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
  mentions: ['workdir'],
  references: [
    'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    'https://docs.docker.com/build/building/best-practices/#workdir',
  ],
  options: {
    strict: boolean({
      default: false,
      describe: 'Disallow those too that count from an absolute `WORKDIR` further up, or stand in `ONBUILD`.',
    }),
  },
  messages: {
    relative: "'{{path}}' counts from the base image's working directory, whatever that is. Write the absolute path.",
    below: "Where '{{path}}' is, only the `WORKDIR` before it tells. Write the absolute path.",
    trigger: "'{{path}}' counts from the working directory of the stage that runs this, whatever that is. Write the absolute path.",
  },
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
    {
      bad: dockerfile`
        FROM python:3.12-slim
        WORKDIR /app
        WORKDIR «src»
        WORKDIR $DIR
        ONBUILD WORKDIR «lib»
      `,
      good: dockerfile`
        FROM python:3.12-slim
        WORKDIR /app
        WORKDIR /app/src
        WORKDIR $DIR
        ONBUILD WORKDIR lib
      `,
      options: { strict: true },
    },
  ],

  visit: {
    Dockerfile(_, { stages, resolve, report, options, workdirAt }) {
      const withWorkdir = new Set<StageInfo>();
      const relativePath = (at: Workdir): Word | undefined =>
        at.path && isRelative(resolve(at.path, at) ?? beginOf(at.path)) ? at.path : undefined;
      for (const stage of stages) {
        const isSet = stage.base !== undefined && withWorkdir.has(stage.base);
        const all = stage.node.instructions.flatMap((one) => workdirOf(one) ?? []);
        const first = all.find(({ inOnbuild }) => !inOnbuild);
        if (first || isSet) withWorkdir.add(stage);
        for (const one of options.strict || isSet || !first ? all : [first]) {
          const path = relativePath(one);
          if (!path) continue;
          const data = { path: path.text };
          if (one === first && !isSet) {
            report({
              at: path,
              message: 'relative',
              data,
              // An image without variables of its own has no working directory either.
              safety: stage.facts?.environment?.length === 0 ? 'safe' : undefined,
              fix: (edit) => (isOpen(path) ? null : edit.replace(path, path.text.replace(/^(["']?)(?:\.\/+)*(?:\.(?=["']?$))?/, '$1/'))),
            });
          } else if (options.strict) {
            const folder = workdirAt(one);
            const absolute = one.inOnbuild || folder === undefined || path.quoted || path.variables.length > 0 ? undefined : folder;
            report({
              at: path,
              message: one.inOnbuild ? 'trigger' : 'below',
              data,
              codes: strictCodes,
              safety: 'safe',
              fix: absolute === undefined ? undefined : (edit) => edit.replace(path, joined(absolute, path.value)),
            });
          }
        }
      }
    },
  },
});

/** What is fine for BuildKit goes by the others' codes alone. */
const strictCodes = ['DL3000', 'DS-0009', 'CKV_DOCKER_10', '6b376af8', 'use-absolute-workdir', 'WORKDIR_IS_NOT_ABSOLUTE'];

const workdirOf = (one: Instruction): Workdir | undefined => {
  const at = one.type === 'Onbuild' ? one.trigger : one;
  return at?.type === 'Workdir' ? at : undefined;
};

const joined = (folder: string, path: string): string => `${folder === '/' ? '' : folder}/${path.replace(/^(?:\.\/+)*/, '')}`;

/** A quote that nothing closes is a part of the path for nobody: the build fails. */
const isOpen = ({ text }: Word): boolean => /^["']/.test(text) && text.split(text.charAt(0)).length % 2 === 0;

const isRelative = (path: string): boolean => path !== '' && !/^(?:[A-Za-z]:|[\\/])/.test(path);

/** The text before the first variable, which decides alone; empty where there is none. */
const beginOf = ({ text }: Word): string => /^["']?([^$"']*)/.exec(text)?.[1] ?? '';
