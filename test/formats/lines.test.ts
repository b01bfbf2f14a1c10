import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/formats/printable.ts';
import { nasty, nastyResults, print, saying, usual } from './samples.ts';

/** A workflow command as actions/runner reads it: split first, unescaped then. */
function readCommand(line: string): { readonly command: string; readonly properties: Record<string, string>; readonly message: string } {
  const [, command = '', list = '', data = ''] = /^::([^ ]+) (.*?)::(.*)$/s.exec(line) ?? [];
  const unescape = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const properties = list.split(',').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, unescape(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ','))] as const;
  });
  return { command, properties: Object.fromEntries(properties), message: unescape(data) };
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...nasty)).map((parts) => parts.join('')),
);

describe('github', () => {
  it('looks like this', async () => {
    expect(await print('github', usual)).toMatchInlineSnapshot(`
      "::warning file=Dockerfile,line=1,endLine=1,col=6,endColumn=14,title=plimsoll%3A no-latest::'a:latest' changes without notice.
      ::error file=Dockerfile,line=2,endLine=2,col=1,endColumn=11,title=plimsoll%3A no-maintainer::\`MAINTAINER\` is deprecated.
      ::notice file=Dockerfile,line=3,endLine=3,col=1,endColumn=9,title=plimsoll%3A require-ignore-file::\`.dockerignore\` is missing.
      ::notice file=Dockerfile,line=4,endLine=4,col=1,endColumn=4,title=plimsoll%3A pin-packages::Pin the packages of apk.
      ::notice file=Dockerfile,line=6,endLine=6,col=1,endColumn=4,title=plimsoll%3A pin-packages::Pin the packages of apk.
      ::warning file=sub/a b.Dockerfile,line=1,endLine=1,col=6,endColumn=14,title=plimsoll%3A no-latest::'a:latest' changes without notice.
      ::notice file=sub/a b.Dockerfile,line=2,endLine=2,col=1,endColumn=9,title=plimsoll%3A require-ignore-file::\`.dockerignore\` is stale.
      ::error file=broken,line=1,endLine=1,col=1,endColumn=1,title=plimsoll%3A valid-syntax::file with no instructions
      ::warning file=/outside/Dockerfile,line=1,endLine=1,col=6,endColumn=14,title=plimsoll%3A no-latest::'a:latest' changes without notice.
      ::error file=/outside/Dockerfile,line=2,endLine=2,col=1,endColumn=4,title=plimsoll%3A valid-syntax::'FOO' is no instruction
      "
    `);
  });

  it('says everything to the runner, a finding a line', async () => {
    const results = [...usual, ...nastyResults];
    const findings = results.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
    const lines = (await print('github', results)).split('\n');
    expect(lines.pop()).toBe('');
    expect(
      lines.map((line) => readCommand(line)).map(({ message, properties: { file, line, title } }) => [file, line, title, message]),
    ).toEqual(findings.map(({ path, finding: { line, rule, message } }) => [path, String(line), `plimsoll: ${rule}`, printable(message)]));
  });

  it('survives any path and message', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (message, path) => {
        const line = (await print('github', [saying(message, path)])).slice(0, -1);
        expect(line).not.toMatch(/[\r\n]/);
        const read = readCommand(line);
        expect(read.properties['file']).toBe(path);
        expect(read.message).toBe(printable(message));
      }),
    );
  });

  it('has columns only on one line', async () => {
    const place = async (given: Parameters<typeof saying>[2]): Promise<Record<string, string>> => {
      const { file: _, title: __, ...rest } = readCommand((await print('github', [saying('x', 'x', given)])).trimEnd()).properties;
      return rest;
    };
    expect(await place({})).toEqual({ line: '1', endLine: '1', col: '6', endColumn: '14' });
    expect(await place({ range: [0, 14], column: 1, endLine: 2, endColumn: 1 })).toEqual({ line: '1', endLine: '1' });
    expect(await place({ range: [5, 17], endLine: 2, endColumn: 4 })).toEqual({ line: '1', endLine: '2' });
  });
});

describe('gnu', () => {
  it('looks like this', async () => {
    expect(await print('gnu', usual)).toMatchInlineSnapshot(`
      "Dockerfile:1:6: warning: 'a:latest' changes without notice. [no-latest]
      Dockerfile:2:1: error: \`MAINTAINER\` is deprecated. [no-maintainer]
      Dockerfile:3:1: note: \`.dockerignore\` is missing. [require-ignore-file]
      Dockerfile:4:1: note: Pin the packages of apk. [pin-packages]
      Dockerfile:6:1: note: Pin the packages of apk. [pin-packages]
      sub/a b.Dockerfile:1:6: warning: 'a:latest' changes without notice. [no-latest]
      sub/a b.Dockerfile:2:1: note: \`.dockerignore\` is stale. [require-ignore-file]
      broken:1:1: error: file with no instructions [valid-syntax]
      /outside/Dockerfile:1:6: warning: 'a:latest' changes without notice. [no-latest]
      /outside/Dockerfile:2:1: error: 'FOO' is no instruction [valid-syntax]
      "
    `);
  });

  it('is read by the patterns of editors, whatever is in it', async () => {
    // VS Code's $gcc and vim's default errorformat `%f:%l:%c: %m`, with names that are quoted as in C.
    const pattern = /^("(?:[^"\\]|\\.)*"|.*?):(\d+):(\d+): (error|warning|note): (.*) \[([a-z-]+)\]$/su;
    for (const { path, findings } of nastyResults) {
      const lines = (await print('gnu', [{ path, text: '', findings, failures: [] }])).split('\n');
      expect(lines).toHaveLength(2);
      const [, name = '', line, column, , message, rule] = pattern.exec(lines[0] ?? '') ?? [];
      const finding = findings[0]!;
      expect([name.startsWith('"') && name.length > 1 ? (JSON.parse(name) as string) : name, message, rule]).toEqual([
        path,
        printable(finding.message),
        finding.rule,
      ]);
      expect([line, column]).toEqual([String(finding.line), String(finding.column)]);
    }
  });
});

describe('hadolint', () => {
  it('looks like hadolint', async () => {
    expect(await print('hadolint', usual.slice(0, 1))).toMatchInlineSnapshot(`
      "[{"code":"DL3007","column":6,"file":"Dockerfile","level":"warning","line":1,"message":"'a:latest' changes without notice."},{"code":"DL4000","column":1,"file":"Dockerfile","level":"error","line":2,"message":"\`MAINTAINER\` is deprecated."},{"code":"require-ignore-file","column":1,"file":"Dockerfile","level":"info","line":3,"message":"\`.dockerignore\` is missing."},{"code":"DL3018","column":1,"file":"Dockerfile","level":"info","line":4,"message":"Pin the packages of apk."},{"code":"DL3018","column":1,"file":"Dockerfile","level":"info","line":6,"message":"Pin the packages of apk."}]
      "
    `);
    expect(await print('hadolint', [])).toBe('[]\n');
  });

  it('has its keys in its order, and its codes where there are some', async () => {
    const failures = JSON.parse(await print('hadolint', [...usual, ...nastyResults])) as readonly Record<string, unknown>[];
    for (const failure of failures) {
      expect(Object.keys(failure)).toEqual(['code', 'column', 'file', 'level', 'line', 'message']);
      expect(['error', 'warning', 'info']).toContain(failure['level']);
    }
    expect(new Set(failures.map(({ code }) => code))).toEqual(
      new Set(['DL3007', 'DL4000', 'require-ignore-file', 'DL3018', 'valid-syntax', 'unlisted']),
    );
    expect(failures.slice(-nastyResults.length).map(({ file }) => file)).toEqual(nastyResults.map(({ path }) => path));
  });
});

describe('ndjson', () => {
  it('is one object a line and file', async () => {
    const results = [...usual, ...nastyResults];
    const lines = (await print('ndjson', results)).split('\n');
    expect(lines.pop()).toBe('');
    const files = lines.map((line) => JSON.parse(line) as { path: string; findings: { message: string }[] });
    expect(files.map(({ path, findings }) => [path, findings.map(({ message }) => message)])).toEqual(
      results.map(({ path, findings }) => [path, findings.map(({ message }) => message)]),
    );
  });
});
