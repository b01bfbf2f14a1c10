import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/model/create.ts';
import type { Model } from '../../src/model/model.ts';
import { parseImageName } from '../../src/model/references.ts';
import type { Instruction } from '../../src/nodes.ts';
import { parse } from '../../src/syntax/parse.ts';

const modelOf = (text: string): Model => createModel('Dockerfile', parse(text));
const nth = (model: Model, type: Instruction['type'], n = 0): Instruction => {
  const found = model.dockerfile.instructions.filter((one) => one.type === type)[n];
  if (!found) throw new Error(`no ${type} ${String(n)}`);
  return found;
};

describe('image names', () => {
  it.each([
    ['node', { repository: 'node' }],
    ['library/node:20', { repository: 'node', tag: '20' }],
    ['docker.io/library/node:20', { repository: 'node', tag: '20' }],
    ['bitnami/redis@sha256:ab', { repository: 'bitnami/redis', digest: 'sha256:ab' }],
    ['ghcr.io/o/app:1.2@sha256:ab', { registry: 'ghcr.io', repository: 'o/app', tag: '1.2', digest: 'sha256:ab' }],
    ['localhost:5000/app', { registry: 'localhost:5000', repository: 'app' }],
    ['registry:5000/app:x', { registry: 'registry:5000', repository: 'app', tag: 'x' }],
    ['owner/app', { repository: 'owner/app' }],
  ])('%s', (text, expected) => {
    expect(parseImageName(text)).toEqual({ text, ...expected });
  });
});

describe('stages', () => {
  it('know their base, what they read, what is shipped and what is used', () => {
    const { stages } = modelOf(`
FROM golang:1.23 AS Build
FROM build AS test
FROM alpine:3.20 AS tools
FROM alpine:3.20 AS base
FROM base
COPY --from=build /a /a
COPY --from=2 /b /b
RUN --mount=type=bind,from=nginx:1.27,target=/x true
`);
    expect(stages.map(({ base, reads }) => [base?.node.index, reads.map(({ node }) => node.index)])).toEqual([
      [undefined, []],
      [0, []],
      [undefined, []],
      [undefined, []],
      [3, [0, 2]],
    ]);
    expect(stages.map(({ isShipped }) => isShipped)).toEqual([false, false, false, true, true]);
    expect(stages.map(({ isUsed }) => isUsed)).toEqual([true, false, true, true, true]);
    expect(stages.map(({ image }) => image?.repository)).toEqual(['golang', 'golang', 'alpine', 'alpine', 'alpine']);
  });

  it('take every stage for used that a variable may name', () => {
    const { stages } = modelOf('FROM a AS base-amd64\nFROM a AS base-arm64\nFROM a AS other\nARG TARGETARCH\nFROM base-${TARGETARCH}\n');
    expect(stages.map(({ isUsed }) => isUsed)).toEqual([true, true, false, true]);
    expect(stages[3]?.image).toBeUndefined();
  });

  it('only name earlier ones', () => {
    const { stages } = modelOf('FROM late\nFROM a AS late\n');
    expect(stages[0]?.base).toBeUndefined();
    expect(stages[0]?.image?.repository).toBe('late');
  });

  it('stay fast with very many of them', () => {
    const model = modelOf(
      `FROM a AS s0\n${Array.from({ length: 20_000 }, (_, i) => `FROM s${String(i)} AS s${String(i + 1)}\nUSER u$X\nRUN x\n`).join('')}USER u\n`,
    );
    const last = model.finalStage;
    expect(last && model.userAt(last).name).toBe('u');
    expect(last?.image?.repository).toBe('a');
  });
});

describe('variables', () => {
  const image = (text: string): string | undefined => modelOf(text).finalStage?.image?.text;

  it.each([
    ['ARG V=1\nFROM a:$V\n', 'a:1'],
    ['ARG V\nFROM a:${V:-2}\n', 'a:2'],
    ['ARG V\nFROM a:$V\n', undefined],
    ['ARG A=x B=${A}-y\nFROM $B\n', 'x-y'],
    ['ARG A=x\nARG B=${A}-y\nFROM $B\n', 'x-y'],
    ['ARG V=1.2.3\nFROM a:${V%.*}\n', 'a:1.2'],
    ['ARG V=1.2.3\nFROM a:${V##*.}\n', 'a:3'],
    ['ARG V=1.2.3\nFROM a:${V//./_}\n', 'a:1_2_3'],
    ['ARG V=1\nFROM a:${V:+2}\n', 'a:2'],
    ['FROM a:$TARGETARCH\n', undefined],
  ])('%j', (text, expected) => {
    expect(image(text)).toBe(expected);
  });

  const user = (text: string): string | undefined => {
    const model = modelOf(text);
    return model.finalStage && model.userAt(model.finalStage).name;
  };

  it.each([
    ['ARG U=g\nFROM a\nUSER $U\n', undefined, 'a global ARG is not seen in a stage'],
    ['ARG U=g\nFROM a\nARG U\nUSER $U\n', 'g', 'unless the stage declares it'],
    ['FROM a\nARG U=arg\nENV U=env\nUSER $U\n', 'env', 'ENV wins over ARG'],
    ['FROM a\nENV U=env\nARG U=arg\nUSER $U\n', 'env', 'whatever comes first'],
    ['FROM a\nUSER $U\nENV U=late\n', undefined, 'what comes later does not count'],
    ['FROM a\nENV A=1\nENV A=2 B=$A\nUSER $B\n', '1', 'one instruction sees what held before it'],
    ['FROM a AS b\nENV U=env\nARG V=arg\nFROM b\nUSER $U$V\n', 'envarg', 'a stage inherits from its base stage'],
    ['FROM a\nENV P=/x:$PATH\nUSER $P\n', undefined, 'what the image sets is not known'],
    ["FROM a\nENV U='$x'\nUSER $U\n", '$x', 'single quotes keep a dollar'],
  ])('%j: %s (%s)', (text, expected, _why) => {
    expect(user(text)).toBe(expected);
  });
});

describe('settings in force', () => {
  it('follow the instructions of a stage and of its bases', () => {
    const model = modelOf(
      'FROM alpine:3.20 AS a\nUSER one\nWORKDIR /x\nRUN a\nFROM a\nRUN b\nWORKDIR y/../z\nSHELL ["/bin/bash", "-c"]\nUSER two:three\nRUN c\n',
    );
    const [first, second, third] = [0, 1, 2].map((n) => nth(model, 'Run', n));
    if (!first || !second || !third) throw new Error('three RUN');
    expect([first, second, third].map((run) => model.userAt(run).name)).toEqual(['one', 'one', 'two']);
    expect(model.userAt(third).group).toBe('three');
    expect([first, second, third].map((run) => model.workdirAt(run))).toEqual(['/x', '/x', '/x/z']);
    expect([first, second, third].map((run) => model.shellAt(run).dialect)).toEqual(['ash', 'ash', 'bash']);
  });

  it.each([
    ['USER 0', true],
    ['USER 000:1', true],
    ['USER root', true],
    ['USER app', false],
    ['USER $X', undefined],
  ])('%s is root: %s', (line, expected) => {
    const model = modelOf(`FROM a\n${line}\n`);
    expect(model.finalStage && model.userAt(model.finalStage).isRoot).toBe(expected);
  });
});

describe('scripts', () => {
  const scripts = (text: string) => {
    const model = modelOf(text);
    const { instructions } = model.dockerfile;
    return instructions
      .flatMap((one) => model.scripts(one))
      .map(({ origin, dialect, commands }) => [origin, dialect, commands.map(({ name }) => name)]);
  };

  it.each([
    ['RUN a && b | c', [['instruction', 'sh', ['a', 'b', 'c']]]],
    ['RUN ["bash", "-ec", "a; b"]', [['exec', 'bash', ['a', 'b']]]],
    ['RUN ["a", "b"]', []],
    ['CMD ["tini", "--", "sh", "-c", "a & b"]', [['exec', 'sh', ['a', 'b']]]],
    ['CMD ["make", "sh", "-c", "a"]', []],
    ['CMD a', [['instruction', 'sh', ['a']]]],
    ['HEALTHCHECK --interval=1s CMD a || exit 1', [['instruction', 'sh', ['a', 'exit']]]],
    ['RUN <<EOF\na\nb\nEOF', [['heredoc', 'sh', ['a', 'b']]]],
    ['RUN <<EOF\n#!/bin/bash\na\nEOF', [['heredoc', 'bash', ['a']]]],
    ['RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF', [['heredoc', 'unknown', []]]],
    ['RUN <<-EOF\n\ta\n\tEOF', [['heredoc', 'sh', ['a']]]],
    ['RUN cat <<EOF > /x && b\ntext\nEOF', [['instruction', 'sh', ['cat', 'b']]]],
    [
      'RUN bash <<EOF\na\nEOF',
      [
        ['instruction', 'sh', ['bash']],
        ['heredoc', 'bash', ['a']],
      ],
    ],
    [
      "RUN sh -c 'a; b'",
      [
        ['instruction', 'sh', ['sh']],
        ['argument', 'sh', ['a', 'b']],
      ],
    ],
    ['SHELL ["cmd", "/S"]\nRUN dir & x', [['instruction', 'cmd', []]]],
    ['SHELL ["powershell", "-Command"]\nRUN Get-Item x | y', [['instruction', 'powershell', []]]],
    ['ONBUILD RUN a', []],
    ['# hadolint shell=powershell\nRUN Get-Item x | y', [['instruction', 'powershell', []]]],
    ['# hadolint shell=powershell\nSHELL ["/bin/bash", "-c"]\nRUN a', [['instruction', 'bash', ['a']]]],
  ])('%j', (text, expected) => {
    expect(scripts(`FROM someone/image\n${text}\n`)).toEqual(expected);
  });

  it('map every word back into the file', () => {
    const text = 'FROM a\nRUN <<-EOF\n\t\tone two\n\tEOF\nRUN cat <<X > y && \\\n  three fo\\\nur\nbody\nX\n';
    const model = modelOf(text);
    const words = model.dockerfile.instructions.flatMap((one) =>
      model.scripts(one).flatMap(({ commands }) => commands.flatMap((command) => command.words)),
    );
    expect(words.map(({ range }) => text.slice(...range))).toEqual(['one', 'two', 'cat', 'three', 'fo\\\nur']);
  });
});

describe('places', () => {
  it('find the instruction and the stage of a node', () => {
    const model = modelOf('ARG A\nFROM a\nONBUILD RUN x\nFROM b\nRUN y\n');
    const trigger = nth(model, 'Onbuild');
    expect(trigger.type === 'Onbuild' && model.instructionOf(trigger.trigger ?? trigger)).toBe(
      trigger.type === 'Onbuild' && trigger.trigger,
    );
    expect(model.stageOf(nth(model, 'Arg'))).toBeUndefined();
    expect(model.stageOf(nth(model, 'Run'))?.node.index).toBe(1);
    expect(model.positionAt(6)).toEqual({ line: 2, column: 1 });
  });

  it('know what the lines end in', () => {
    expect(modelOf('FROM a\r\nRUN b\r\n').eol).toBe('\r\n');
    expect(modelOf('FROM a\nRUN b\r\n').eol).toBe('\n');
  });
});
