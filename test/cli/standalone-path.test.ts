import fc from 'fast-check';
import * as node from 'node:path';
import { expect, it } from 'vitest';
import * as standalone from '../../src/cli/standalone-path.ts';

const name = fc.array(fc.oneof(fc.constantFrom('..', '.', '/', 'a', '\udce9', '\ud83d\ude00', '.x'), fc.string()), { maxLength: 8 });
const path = name.map((parts) => parts.join('').replaceAll('\0', ''));

it("does what Node's does, whatever the names", () => {
  fc.assert(
    fc.property(path, path, (one, other) => {
      for (const operation of ['join', 'relative', 'resolve', 'basename'] as const)
        expect(standalone[operation](one, other)).toBe(node[operation](one, other));
      expect(standalone.dirname(one)).toBe(node.dirname(one));
      for (const operation of ['basename', 'dirname', 'normalize'] as const)
        expect(standalone.posix[operation](one)).toBe(node.posix[operation](one));
    }),
  );
});
