import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/formats/printable.ts';
import { nasty, nastyResults, print, saying, usual } from './samples.ts';

const renderer = new MarkdownIt({ html: true, linkify: false });

/** The text of each cell of each table row, as a browser shows it. */
function cells(report: string): readonly (readonly string[])[] {
  const rows = [...renderer.render(report).matchAll(/<tr>(.*?)<\/tr>/gs)].map((row) => [
    ...(row[1] ?? '').matchAll(/<td[^>]*>(.*?)<\/td>/gs),
  ]);
  return rows.filter((row) => row.length > 0).map((row) => row.map((cell) => textOf(cell[1] ?? '')));
}

function textOf(html: string): string {
  return html
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<\/?code>/g, '`')
    .replaceAll(/<[^>]*>/g, '�')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('markdown', () => {
  it('looks like this', async () => {
    expect(await print('markdown', usual)).toMatchInlineSnapshot(`
      "### plimsoll: 10 findings in 4 files (3 errors, 3 warnings, 4 infos)

      <details>
      <summary><code>Dockerfile</code>: 5 findings</summary>

      | Place | Severity | Finding | Rule | Fix |
      | ---: | --- | --- | --- | --- |
      | 1:6 | warning | 'a:latest' changes without notice. | \`no-latest\` | unsafe |
      | 2:1 | error | \`MAINTAINER\` is deprecated. | \`no-maintainer\` | safe |
      | 3:1 | info | \`.dockerignore\` is missing. | \`require-ignore-file\` | safe |
      | 4:1 | info | Pin the packages of apk. | \`pin-packages\` |  |
      | 6:1 | info | Pin the packages of apk. | \`pin-packages\` |  |

      </details>

      <details>
      <summary><code>sub/a b.Dockerfile</code>: 2 findings</summary>

      | Place | Severity | Finding | Rule | Fix |
      | ---: | --- | --- | --- | --- |
      | 1:6 | warning | 'a:latest' changes without notice. | \`no-latest\` | unsafe |
      | 2:1 | info | \`.dockerignore\` is stale. | \`require-ignore-file\` | safe |

      </details>

      <details>
      <summary><code>broken</code>: 1 finding</summary>

      | Place | Severity | Finding | Rule | Fix |
      | ---: | --- | --- | --- | --- |
      | 1:1 | error | file with no instructions | \`valid-syntax\` |  |

      </details>

      <details>
      <summary><code>/outside/Dockerfile</code>: 2 findings</summary>

      | Place | Severity | Finding | Rule | Fix |
      | ---: | --- | --- | --- | --- |
      | 1:6 | warning | 'a:latest' changes without notice. | \`no-latest\` | unsafe |
      | 2:1 | error | 'FOO' is no instruction | \`valid-syntax\` |  |

      </details>

      3 can be fixed with \`--fix\`, 3 more with \`--fix --unsafe-fixes\`.
      "
    `);
  });

  it('is open where there is one file, and short where there is nothing', async () => {
    expect(await print('markdown', usual.slice(0, 1))).toContain(
      '<details open>\n<summary><code>Dockerfile</code>: 5 findings</summary>\n\n|',
    );
    expect(await print('markdown', usual.slice(2, 3))).toBe('### plimsoll: no findings in 1 file\n');
    expect(await print('markdown', usual.slice(2, 3), { quiet: true })).toBe('');
    expect(await print('markdown', usual.slice(0, 1), { quiet: true })).not.toMatch(/###|can be fixed/);
  });

  it.each(nasty)('shows %j as it is', async (part) => {
    const message = `Before ${part} after.`;
    expect(cells(await print('markdown', [saying(message)]))).toEqual([['1:6', 'warning', printable(message), '`no-latest`', '']]);
  });

  it('shows any message as it is, and any path without breaking', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...nasty, ' ', '`', '|', '\\', '<', '&#124;', '&lt;', '` x `', 'x')).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (message, path) => {
        const report = await print('markdown', [saying(`a${message}z`, path)]);
        expect(cells(report)).toEqual([['1:6', 'warning', printable(`a${message}z`), '`no-latest`', '']]);
        expect(renderer.render(report).match(/<(?:details open|\/details|summary|\/summary)>/g)).toHaveLength(4);
      }),
      { numRuns: 500 },
    );
  });

  it('names nobody and links to nothing', async () => {
    // GitHub looks for neither in code.
    const html = renderer.render(await print('markdown', nastyResults)).replaceAll(/<code>.*?<\/code>/gs, '');
    expect(html).not.toMatch(/<a |<img|<em>|<strong>|<s>|@someone|#12|<b>/);
  });

  it('fits in a comment', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...saying('x'.repeat(100), `${index}/Dockerfile`) }));
    const results = many.map((result) => ({ ...result, findings: Array.from({ length: 30 }, () => result.findings[0]!) }));
    const report = await print('markdown', results);
    expect(report.length).toBeGreaterThan(55_000);
    expect(report.length).toBeLessThan(65_536);
    const left = Number(/^(\d+) more findings: a comment holds no more\.$/m.exec(report)?.[1]);
    expect(cells(report).length + left).toBe(1200);
    expect(report).toContain('### plimsoll: 1200 findings in 40 files (1200 warnings)');
  });
});
