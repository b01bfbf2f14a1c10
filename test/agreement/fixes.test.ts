import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import oneArgumentPerLine from '../../rules/one-argument-per-line.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { fix } from '../../src/engine/fix.ts';
import type { RuleSetting } from '../../src/engine/types.ts';
import { createModel } from '../../src/model/create.ts';
import type { AnyRule } from '../../src/rule.ts';
import { parse, withoutBom } from '../../src/syntax/parse.ts';
import { corpus, hasShared } from '../shared.ts';

const on = (list: readonly AnyRule[]): readonly RuleSetting[] =>
  list.map((rule) => ({ rule, severity: rule.severity, options: defaultOptions(rule) }));

/** Every word of every command, as the shell gets them; packages may be sorted, so each command's words are. */
function commandWords(text: string): readonly string[] {
  const model = createModel('Dockerfile', parse(withoutBom(text)));
  return model.dockerfile.instructions.flatMap((instruction) =>
    model.scripts(instruction).flatMap(({ commands }) =>
      commands.map(({ words }) =>
        words
          .map((word) => word.text)
          .sort()
          .join(' '),
      ),
    ),
  );
}

const pairs = (text: string): readonly string[] =>
  parse(withoutBom(text)).instructions.flatMap((one) =>
    'pairs' in one ? one.pairs.map(({ key, value }) => `${key.text}=${value?.text ?? ''}`) : [],
  );

describe.skipIf(!hasShared)('fixes of real files', { timeout: 120_000 }, () => {
  it.each([
    ['safe', false],
    ['unsafe too', true],
  ])('converge, break nothing and leave nothing to do: %s', (_, unsafe) => {
    const settings = on(rules);
    for (const { path, text } of corpus()) {
      const once = fix({ path, text }, settings, { unsafe });
      expect(once.result.failures, path).toEqual([]);
      const again = fix({ path, text: once.text }, settings, { unsafe });
      expect(again.text, path).toBe(once.text);
      expect(again.fixed, path).toBe(0);
      const [before, after] = [parse(withoutBom(text)), parse(withoutBom(once.text))];
      expect(after.problems.length, path).toBeLessThanOrEqual(before.problems.length);
      if (before.problems.some(({ fatal }) => fatal)) expect(once.text, path).toBe(text);
    }
  });

  it('keep the line ends', () => {
    const settings = on(rules);
    for (const { path, text } of corpus().filter((file) => !file.text.includes('<<') && !file.text.includes('\r'))) {
      const crlf = text.replaceAll('\n', '\r\n');
      expect(fix({ path, text: crlf }, settings, { unsafe: true }).text.replaceAll('\r\n', ''), path).not.toContain('\n');
    }
  });
});

describe.skipIf(!hasShared)('one-argument-per-line', () => {
  it('leaves the words of every command as they were', () => {
    let changed = 0;
    for (const { path, text } of corpus()) {
      const fixed = fix({ path, text }, on([oneArgumentPerLine]), { unsafe: false }).text;
      if (fixed === text) continue;
      changed++;
      expect(commandWords(fixed), path).toEqual(commandWords(text));
      expect(pairs(fixed), path).toEqual(pairs(text));
    }
    expect(changed).toBeGreaterThan(100);
  });
});
