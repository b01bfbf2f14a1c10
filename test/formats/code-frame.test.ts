import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/formats/code-frame.ts';
import { printable } from '../../src/formats/printable.ts';

const same = (text: string): string => text;

/** Frames what stands between `«»`. */
function frame(marked: string): string[] {
  const text = marked.replaceAll(/[«»]/g, '');
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const place = (offset: number) => ({
    line: text.slice(0, offset).split('\n').length,
    column: offset - text.lastIndexOf('\n', offset - 1),
  });
  const [from, to] = [place(start), place(end)];
  return [
    ...codeFrame(text, { range: [start, end], line: from.line, endLine: to.line, endColumn: to.column }, { gutter: same, marker: same }),
  ];
}

describe('a code frame', () => {
  it.each([
    ['the first line', 'FROM «a:b»\nRUN c\n', ['1 │ FROM a:b', '  │      ^^^']],
    ['a line before it', '# x  \nFROM «a»\n', ['1 │ # x', '2 │ FROM a', '  │      ^']],
    ['an empty line before it', '\nFROM «a»', ['1 │', '2 │ FROM a', '  │      ^']],
    ['nothing at all', '«»', ['1 │', '  │ ^']],
    ['a place without extent', 'FROM a«»\n', ['1 │ FROM a', '  │       ^']],
    ['a line end', 'FROM a«\n»RUN b\n', ['1 │ FROM a', '  │       ^']],
    ['CRLF', 'FROM «a»\r\nRUN b\r\n', ['1 │ FROM a', '  │      ^']],
    ['the end of the file', 'FROM a\n«»', ['1 │ FROM a', '2 │', '  │ ^']],
    ['tabs', 'A\n\tB\t«C\tD»\n', ['1 │ A', '2 │     B   C   D', '  │         ^^^^^']],
    ['wide characters', 'A 日本 «語é» x\n', ['1 │ A 日本 語é x', '  │        ^^^']],
    ['combining characters', 'e\u0301 «x»\n', ['1 │ e\u0301 x', '  │   ^']],
    ['control characters', 'A\u001b[31m «B\u0000\u009b» \u202eC\n', ['1 │ A␛[31m B␀<U+009B> <U+202E>C', '  │        ^^^^^^^^^^']],
    ['two lines', 'RUN «a \\\n  b» c\n', ['1 │ RUN a \\', '  │     ^^^', '2 │   b c', '  │   ^']],
    ['a blank line inside', 'RUN «a \\\n\n  b»\n', ['1 │ RUN a \\', '  │     ^^^', '2 │', '3 │   b', '  │   ^']],
    ['whole lines', '«a\nb\n»c\n', ['1 │ a', '  │ ^', '2 │ b', '  │ ^']],
    ['many lines', '«a\nb\nc\nd\ne\nf»\n', ['1 │ a', '  │ ^', '2 │ b', '  │ ^', '3 │ c', '  │ ^', '  │ … 3 more lines']],
    ['numbers of two digits', '\n\n\n\n\n\n\n\nA\n«B»\n', [' 9 │ A', '10 │ B', '   │ ^']],
  ])('shows %s', (_, marked, expected) => {
    expect(frame(marked)).toEqual(expected);
  });

  it('crops long lines around the culprit', () => {
    const [line = '', marks = ''] = frame(`${'a'.repeat(1000)} «bcd» ${'e'.repeat(1000)}\n`);
    expect(line.length).toBeLessThan(130);
    expect(line).toMatch(/^1 │ …a+ bcd e+…$/);
    expect(marks).toBe(`  │ ${' '.repeat(line.indexOf('bcd') - 4)}^^^`);
  });

  it('crops a culprit that is too long itself', () => {
    const [line = '', marks = ''] = frame(`RUN «${'a'.repeat(1_000_000)}»\n`);
    expect(line).toMatch(/^1 │ RUN a+…$/);
    expect(marks.trim().length).toBeLessThan(120);
  });
});

describe('printable', () => {
  it.each([
    ['plain é 日本 👍🏽', 'plain é 日本 👍🏽'],
    ['a\tb\r\nc', 'a␉b␍␊c'],
    ['\u001b]8;;x\u0007', '␛]8;;x␇'],
    ['\u007f\u0085\u2066\ud800', '␡<U+0085><U+2066><U+D800>'],
  ])('%j', (text, expected) => expect(printable(text)).toBe(expected));
});
