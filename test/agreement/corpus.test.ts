import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/model/create.ts';
import type { Model } from '../../src/model/model.ts';
import type { JoinedText, Range } from '../../src/nodes.ts';
import { parse, withoutBom } from '../../src/syntax/parse.ts';
import { corpus, hasShared } from '../shared.ts';

/** The characters of a script that stand in a range of the file, in the script's order. */
function within({ text, starts, offsets }: JoinedText, [start, end]: Range): string {
  let found = '';
  for (let piece = 0; piece < starts.length; piece++) {
    const from = starts[piece] ?? 0;
    const to = starts[piece + 1] ?? text.length;
    const offset = offsets[piece] ?? 0;
    found += text.slice(Math.max(from, from + start - offset), Math.min(to, from + end - offset));
  }
  return found;
}

const models = (): readonly Model[] => corpus().map(({ path, text }) => createModel(path, parse(withoutBom(text))));

describe.skipIf(!hasShared)('shell words of real files', () => {
  it('stand where their ranges say', () => {
    let words = 0;
    for (const model of models())
      for (const instruction of model.dockerfile.instructions)
        for (const script of model.scripts(instruction))
          for (const command of script.commands)
            for (const word of command.words) {
              words++;
              const written = model.text.slice(...word.range);
              // Unbroken words are their text; others are it once the continuations are out.
              if (written !== word.text) expect(within(script.source, word.range), `${model.path}: ${word.text}`).toBe(word.text);
            }
    expect(words).toBeGreaterThan(20_000);
  });
});

describe.skipIf(!hasShared)('dockerfile-ast', () => {
  /** What it is known to read otherwise than BuildKit: heredocs, lone carriage returns, and an escape character doubled at a line's end, or at the end of the file. */
  const isComparable = (text: string): boolean =>
    !text.includes('<<') && !/\r(?!\n)|\\\\[ \t]*$/m.test(text) && !text.startsWith('\ufeff') && !/\\\s*$/.test(text);

  it('sees the same instructions at the same places', () => {
    let instructions = 0;
    for (const { path, text } of corpus().filter((file) => isComparable(file.text))) {
      const ours = parse(text);
      if (ours.problems.some(({ fatal }) => fatal) || ours.emptyContinuations.length > 0) continue;
      const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
      const theirs = DockerfileParser.parse(text).getInstructions();
      expect(
        ours.instructions.map(({ keyword }) => keyword.name),
        path,
      ).toEqual(theirs.map((one) => one.getKeyword()));
      for (const [i, one] of theirs.entries()) {
        const offsetOf = ({ line, character }: { line: number; character: number }): number => (lineStarts[line] ?? 0) + character;
        const start = offsetOf(one.getRange().start);
        // It takes blanks at the end in.
        const end = start + text.slice(start, offsetOf(one.getRange().end)).trimEnd().length;
        const instruction = ours.instructions[i];
        instructions++;
        expect([instruction?.range[0], instruction?.keyword.range[1], instruction?.range[1]], path).toEqual([
          start,
          offsetOf(one.getInstructionRange().end),
          end,
        ]);
      }
    }
    expect(instructions).toBeGreaterThan(3000);
  });
});
