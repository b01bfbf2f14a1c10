import fc from 'fast-check';
import { parse as parseJunit } from 'junit2json';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { escapeXml } from '../../src/formats/xml.ts';
import { nasty, nastyResults, print, saying, usual } from './samples.ts';

/** What libxml2 says of a document and a schema of this folder. */
async function problems(xml: string, schema: string): Promise<readonly string[]> {
  const contents = readFileSync(new URL(schema, import.meta.url), 'utf8');
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema: { fileName: schema, contents } });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** As XML can hold it. */
const writable = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replaceAll(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd');

const suites = [
  ['usual results', usual],
  ['nasty texts', nastyResults],
  ['nothing', []],
] as const;

describe('checkstyle', () => {
  it.each(suites)('is valid: %s', async (_, results) => {
    expect(await problems(await print('checkstyle', results), 'checkstyle.xsd')).toEqual([]);
  });

  it('looks like this', async () => {
    expect(await print('checkstyle', usual.slice(0, 3))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
      <file name="Dockerfile">
      <error line="1" column="6" severity="warning" message="'a:latest' changes without notice." source="plimsoll.no-latest"/>
      <error line="2" column="1" severity="error" message="\`MAINTAINER\` is deprecated." source="plimsoll.no-maintainer"/>
      <error line="3" column="1" severity="info" message="\`.dockerignore\` is missing." source="plimsoll.require-ignore-file"/>
      <error line="4" column="1" severity="info" message="Pin the packages of apk." source="plimsoll.pin-packages"/>
      <error line="6" column="1" severity="info" message="Pin the packages of apk." source="plimsoll.pin-packages"/>
      </file>
      <file name="sub/a b.Dockerfile">
      <error line="1" column="6" severity="warning" message="'a:latest' changes without notice." source="plimsoll.no-latest"/>
      <error line="2" column="1" severity="info" message="\`.dockerignore\` is stale." source="plimsoll.require-ignore-file"/>
      </file>
      <file name="clean/Dockerfile"/>
      </checkstyle>
      "
    `);
  });
});

describe('junit', () => {
  it.each(suites)('is what Jenkins takes: %s', async (_, results) => {
    expect(await problems(await print('junit', results), 'jenkins-junit.xsd')).toEqual([]);
  });

  it('looks like this', async () => {
    expect(await print('junit', usual.slice(1, 3))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="plimsoll" tests="3" failures="2" errors="0">
      <testsuite name="sub/a b.Dockerfile" tests="2" failures="2" errors="0" skipped="0" time="0">
      <testcase name="no-latest (1:6)" classname="sub/a b.Dockerfile" time="0">
      <failure type="warning" message="'a:latest' changes without notice.">
      sub/a b.Dockerfile:1:6
      1 │ FROM a:latest AS x
        │      ^^^^^^^^
      </failure>
      </testcase>
      <testcase name="require-ignore-file (2:1)" classname="sub/a b.Dockerfile" time="0">
      <failure type="info" message="\`.dockerignore\` is stale.">
      sub/a b.Dockerfile:2:1
      1 │ FROM a:latest AS x
      2 │ COPY . b
        │ ^^^^^^^^
      </failure>
      </testcase>
      </testsuite>
      <testsuite name="clean/Dockerfile" tests="1" failures="0" errors="0" skipped="0" time="0">
      <testcase name="no findings" classname="clean/Dockerfile" time="0"/>
      </testsuite>
      </testsuites>
      "
    `);
  });

  it('says everything to a reader', async () => {
    const results = [...usual, ...nastyResults];
    const report = await parseJunit(await print('junit', results));
    const findings = results.flatMap((result) => result.findings);
    const read = report && 'testsuite' in report ? (report.testsuite ?? []) : [];
    expect(read.map(({ name }) => name)).toEqual(results.map(({ path }) => writable(path)));
    const cases = read.flatMap(({ testcase = [] }) => testcase);
    expect(cases.filter(({ failure }) => !failure).map(({ name }) => name)).toEqual(['no findings']);
    const failures = cases.flatMap(({ failure = [] }) => failure);
    expect(failures.map(({ message, type }) => ({ message, type }))).toEqual(
      findings.map(({ message, severity: type }) => ({ message: writable(message), type })),
    );
    expect(report).toMatchObject({ tests: findings.length + 1, failures: findings.length, errors: 0 });
  });
});

describe('escaped text', () => {
  it('comes back as it was', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...nasty)).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (message) => {
        const report = await parseJunit(await print('junit', [saying(`:${message}`)]));
        expect(JSON.stringify(report)).toContain(`"message":${JSON.stringify(`:${writable(message)}`)}`);
      }),
    );
  });

  it('has no control characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\u0000-\u001f\ufffe\uffff<>"]/.test(escapeXml(text))));
  });
});
