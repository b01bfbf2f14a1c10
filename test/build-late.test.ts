import { describe, expect, it } from 'vitest';

const { makeLate } = (await import(new URL('../build-late.mjs', import.meta.url).href)) as { readonly makeLate: (text: string) => string };

/** Runs a bundle before and after, and says what it logs and gives. */
function bothWays(text: string): readonly (readonly [string[], unknown])[] {
  return [text, makeLate(text)].map((code) => {
    const log: string[] = [];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what a bundle does shows when it runs
    const run = new Function('log', 'require', code) as (log: (word: string) => void, require: (id: string) => unknown) => unknown;
    return [
      log,
      run(
        (word) => log.push(word),
        (id) => id,
      ),
    ] as const;
  });
}

/** What a bundle gives is as it was. */
function expectSame(text: string): string {
  const [before, after] = bothWays(text);
  expect(after?.[1]).toEqual(before?.[1]);
  return makeLate(text);
}

describe('late values', () => {
  it('are computed when they are asked for, and once', () => {
    const text =
      'function make(x) { log(x); return [x]; }\nvar a = make("a");\nvar b = make("b");\nfunction get() { return [b, b]; }\nreturn get;';
    const [before, after] = bothWays(text);
    expect(before?.[0]).toEqual(['a', 'b']);
    expect(after?.[0]).toEqual([]);
    const get = after?.[1] as () => unknown[];
    const [first, second] = get();
    expect(first).toBe(second);
    expect(after?.[0]).toEqual(['b']);
  });

  it('may need one another, in names of properties, shorthands, patterns and calls', () => {
    expectSame(`var list = ["x", "y"];
var set = new Set(list);
var pick = ((each) => (key) => each[key])({ x: 1 });
var named = { set, list: list, pick };
function f({ list: own = list }, ...[set2 = set]) { return [own, set2, list.list, { list }, pick("x"), typeof set, named.set === set, \`\${list}\`]; }
return f({}, undefined);`);
  });

  it('stay as they are where they are assigned to, hidden, or asked for at once', () => {
    expect(expectSame('var a = [1];\na = [2];\nfunction f() { return a; }\nreturn f();')).not.toContain('$late');
    expect(expectSame('var a = [1];\nfunction f() { [a] = [[3]]; return a; }\nreturn f();')).not.toContain('$late');
    expect(expectSame('var a = [1];\nfunction f(a) { return a; }\nreturn f(4);')).not.toContain('$late');
    expect(expectSame('var a = [1];\nvar b = a.length;\nfunction f() { return [a, b]; }\nreturn f();')).not.toContain('$late');
    expect(expectSame('var a = [1];\nvar b = [a];\nb.push(2);\nfunction f() { return [a, b]; }\nreturn f();')).not.toContain('$late');
  });

  it('are none that are at hand, or that the bundler needs', () => {
    const text =
      'var n = 1;\nvar t = "x";\nvar e = [];\nvar o = {};\nvar r = require("node:fs");\nvar f = () => [n, t, e, o, r];\nreturn f();';
    expect(expectSame(text)).toBe(text);
  });
});
