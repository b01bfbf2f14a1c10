import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { readDocument } from '../../src/config/document.ts';
import { hadolintLayer, hadolintSchema } from '../../src/config/hadolint.ts';
import { planRules, settingsOf } from '../../src/config/plan.ts';
import { presetAssignments } from '../../src/config/presets.ts';
import { validate } from '../../src/config/validate.ts';
import { lint } from '../../src/engine/lint.ts';

/** What hadolint's own rules find with a `.hadolint.yaml`: `DL3049@1 info`. */
async function found(config: string, text: string): Promise<readonly string[]> {
  const document = await readDocument(config);
  if ('problems' in document) throw new Error(JSON.stringify(document.problems));
  expect(validate(document.tree, hadolintSchema)).toEqual([]);
  const layer = hadolintLayer(document.tree, { name: '.hadolint.yaml', folder: '/', rules });
  const settings = settingsOf(planRules(rules, [...presetAssignments('hadolint', rules), ...layer.assignments]));
  const { findings, failures } = lint({ path: 'Dockerfile', text }, settings, { inlineConfig: layer.inlineConfig?.value ?? true });
  expect(failures).toEqual([]);
  return findings.map(({ codes, line, severity }) => `${codes.find((code) => code.startsWith('DL')) ?? '?'}@${String(line)} ${severity}`);
}

const schema = `label-schema:
  author: text
  contact: email
  created: rfc3339
  version: semver
  documentation: url
  git-revision: hash
  license: spdx
`;
const labelled = `FROM alpine:3.20
LABEL author=me contact=me@example.com created=2026-01-31T08:00:00Z version=1.2.3
LABEL documentation=https://example.com git-revision=0123abc license=MIT
`;

describe('a label-schema', () => {
  it('asks for its labels', async () => {
    expect(await found(schema, labelled)).toEqual([]);
    expect(await found(schema, 'FROM alpine:3.20\nLABEL author=me\n')).toEqual(Array.from({ length: 6 }, () => 'DL3049@1 info'));
    expect(await found('{}', 'FROM alpine:3.20\n')).toEqual([]);
  });

  it.each([
    ['contact=me', 'DL3058'],
    ['created=today', 'DL3053'],
    ['version=v1', 'DL3056'],
    ['documentation=example.com', 'DL3052'],
    ['git-revision=main', 'DL3055'],
    ['license=Foo-1.0', 'DL3054'],
    ['author=""', 'DL3051'],
  ])('has the format of each: %s is %s', async (label, code) => {
    expect(await found(schema, `${labelled}LABEL ${label}\n`)).toEqual([`${code}@4 warning`]);
  });

  it('leaves other labels alone, unless it is strict', async () => {
    const text = `${labelled}LABEL other="" org.opencontainers.image.created=today\n`;
    expect(await found(schema, text)).toEqual([]);
    expect(await found(`${schema}strict-labels: false\n`, text)).toEqual([]);
    expect(await found(`${schema}strict-labels: true\n`, text)).toEqual(['DL3050@4 info', 'DL3050@4 info']);
    expect(await found('strict-labels: true\n', 'FROM alpine:3.20\nLABEL a=b\n')).toEqual(['DL3050@2 info']);
  });
});

describe('other settings of a .hadolint.yaml', () => {
  it('trustedRegistries', async () => {
    const text = 'FROM ghcr.io/a/b:1\nFROM alpine:3.20\nFROM eu.gcr.io/a:1\n';
    expect(await found('{}', text)).toEqual([]);
    expect(await found('trustedRegistries: [docker.io, "*.gcr.io"]\n', text)).toEqual(['DL3026@1 error']);
    expect(await found('trustedRegistries: docker.io\n', text)).toEqual(['DL3026@1 error', 'DL3026@3 error']);
  });

  it('override and ignored', async () => {
    const text = 'FROM alpine\nRUN ps\n';
    expect(await found('{}', text)).toEqual(['DL3006@1 warning', 'DL3001@2 info']);
    expect(await found('override: { error: [DL3001], style: [DL3006] }\n', text)).toEqual(['DL3006@1 info', 'DL3001@2 error']);
    expect(await found('ignored: [DL3001, DL3006]\n', text)).toEqual([]);
  });

  it('disable-ignore-pragma', async () => {
    const text = '# hadolint ignore=DL3006\nFROM alpine\n';
    expect(await found('{}', text)).toEqual([]);
    expect(await found('disable-ignore-pragma: true\n', text)).toEqual(['DL3006@2 warning']);
  });
});

describe('the preset hadolint', () => {
  it.each([
    ['WORKDIR /a\nWORKDIR b', 'DL3000@3 error'],
    ['COPY --from=hello-world /a /a', 'DL3022@2 warning'],
    ['RUN --mount=from=hello-world,target=/a true', ''],
    ['CMD ["a"]\nCMD ["b"]', 'DL4003@3 warning'],
    ['ENTRYPOINT ["a"]\nENTRYPOINT ["b"]', 'DL4004@3 error'],
    ['HEALTHCHECK NONE\nHEALTHCHECK NONE', 'DL3012@3 error'],
    ['RUN echo a | cat', 'DL4006@2 warning'],
    ['RUN apk add a=1\nFROM scratch', 'DL3019@2 info'],
    ['ONBUILD FROM a', 'DL3043@2 error'],
    ['RUN useradd -u 654321 a', 'DL3046@2 warning'],
    ['RUN ln -sf /bin/bash /bin/sh', 'DL4005@2 warning'],
    ['LABEL A=b', 'DL3048@2 info'],
  ])('has %j as hadolint has it: %s', async (text, expected) => {
    expect((await found('{}', `FROM alpine:3.20\n${text}\n`)).join()).toBe(expected);
  });

  it('names every instruction before FROM', async () => {
    expect(await found('{}', 'RUN a\nENV b=c\n')).toEqual(['DL3061@1 error', 'DL3061@2 error']);
    expect(await found('{}', 'ARG A\nENV b=c\nRUN d\nFROM alpine:3.20\n')).toEqual(['DL3061@2 error', 'DL3061@3 error']);
  });
});
