import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { built, folder } from '../cli/command.ts';

/** A finding that speaks of its own file, and one that speaks of another. */
function tree(): string {
  const root = folder({
    'sub/Dockerfile': 'FROM a:1 AS x\nCOPY secret.txt /\nFROM b:1 AS x\n',
    'sub/.dockerignore': '\ufeff# c\r\n*.txt\r\n',
    'sub/secret.txt': '',
  });
  mkdirSync(join(root, '.git'));
  return root;
}

const print = (cwd: string, format: string): string =>
  built(['--isolated', '--select', 'no-copy-ignored-file,no-duplicate-stage-name', '--output-format', format, 'sub'], { cwd }).stdout;

describe('the places that a finding speaks of', () => {
  const root = tree();
  const ignored = { line: 2, column: 1, endLine: 2, endColumn: 6 };
  const first = { line: 1, column: 13, endLine: 1, endColumn: 14 };

  it('are in json and ndjson, and come through a merge', () => {
    const related = [
      [{ path: 'sub/.dockerignore', message: 'The pattern that leaves it out.', ...ignored, start: 6, end: 11 }],
      [{ message: 'The first stage of this name.', ...first, start: 12, end: 13 }],
    ];
    const line = print(root, 'ndjson');
    const { findings } = JSON.parse(line) as { findings: { related: object[] }[] };
    expect(findings.map((finding) => finding.related)).toEqual(related);
    writeFileSync(join(root, 'part.ndjson'), line);
    for (const format of ['json', 'text', 'junit', 'codeclimate', 'sonarqube']) {
      const merged = built(['merge', '--output-format', format, 'part.ndjson'], { cwd: root });
      expect(merged.stdout, format).toBe(print(root, format));
    }
    const broken = line.replace('"start":12', '"start":"a"');
    const { stderr } = built(['merge', '-'], { cwd: root, input: broken });
    expect(stderr).toContain('expected a whole number of at least 0 as findings[1].related[0].start');
  });

  it('are relatedLocations in sarif', () => {
    const { runs } = JSON.parse(print(root, 'sarif')) as { runs: [{ results: { relatedLocations: object[] }[] }] };
    expect(runs[0].results.map(({ relatedLocations }) => relatedLocations)).toEqual([
      [
        {
          id: 1,
          physicalLocation: {
            artifactLocation: { uri: 'sub/.dockerignore', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 6 },
          },
          message: { text: 'The pattern that leaves it out.' },
        },
      ],
      [
        {
          id: 1,
          physicalLocation: {
            artifactLocation: { uri: 'sub/Dockerfile', uriBaseId: '%SRCROOT%', index: 0 },
            region: { startLine: 1, startColumn: 13, endLine: 1, endColumn: 14 },
          },
          message: { text: 'The first stage of this name.' },
        },
      ],
    ]);
  });

  it('are secondary locations of SonarQube, and other locations of Code Climate', () => {
    const { issues } = JSON.parse(print(root, 'sonarqube')) as { issues: { secondaryLocations: object[] }[] };
    expect(issues.map(({ secondaryLocations }) => secondaryLocations)).toEqual([
      [{ message: 'The pattern that leaves it out.', filePath: 'sub/.dockerignore', textRange: { startLine: 2 } }],
      [{ message: 'The first stage of this name.', filePath: 'sub/Dockerfile', textRange: { startLine: 1 } }],
    ]);
    const [one = ''] = print(root, 'codeclimate').split('\0');
    const positions = { begin: { line: 2, column: 1 }, end: { line: 2, column: 6 } };
    expect(JSON.parse(one)).toMatchObject({ other_locations: [{ path: 'sub/.dockerignore', positions }] });
  });

  it('have a line each for people', () => {
    expect(print(root, 'text').match(/^ +see .*/gm)).toEqual([
      '  see sub/.dockerignore:2:1: The pattern that leaves it out.',
      '  see sub/Dockerfile:1:13: The first stage of this name.',
    ]);
    expect(print(root, 'junit').match(/^see .*/gm)).toHaveLength(2);
  });
});
