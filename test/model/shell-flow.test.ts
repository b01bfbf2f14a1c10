import { describe, expect, test } from 'vitest';
import { valuesIn } from '../../src/model/shell-flow.ts';
import { anything, empty, output, several, single } from '../../src/model/shell-values.ts';
import type { ShellDialect } from '../../src/nodes.ts';
import { parseScript } from '../../src/shell/script.ts';
import { unbroken } from '../../src/syntax/joined.ts';

/** What the last `$x` of a script may hold; nothing outside of it is known. */
function lastOf(text: string, dialect: ShellDialect = 'dash', anyOrder = false): number | undefined {
  const script = parseScript(unbroken(text, 0), dialect, 'instruction');
  const reads = script.shellWords.flatMap(({ expansions }) => expansions).filter(({ name }) => name === 'x');
  const last = reads.sort((a, b) => a.range[0] - b.range[0]).at(-1);
  if (!last) throw new Error(`no $x in: ${text}`);
  return valuesIn(script, () => anything, anyOrder).get(last);
}

describe('the value of a variable', () => {
  test.each<[string, number]>([
    ['echo $x', anything],
    ['x=a; echo $x', single],
    ['x=; echo $x', empty],
    ["x='a b'; echo $x", several],
    ['x=a*; echo $x', several],
    ['x=$y; echo $x', anything],
    ['x=$(y); echo $x', anything],
    ['x=$(nproc); echo $x', output],
    ['x=a$(uname -m | cut -c1); echo $x', output],
    ['y=a; x=$y-b; echo $x', single],
    ["y='a b'; x=$y-b; echo $x", several],
    ['x=$((1 + y)); echo $x', single],
    ['x=$#; echo $x', single],
    ['x=a; x="$x b"; echo $x', several],
    ['x=a; x+=b; echo $x', single],
    ['x+=b; echo $x', anything],
    ['x=a; echo ${x%b}', single | empty],
    ['export x=a; echo $x', single],
    ['f() { local x; echo $x; }; f', anything],
    ['read x; echo $x', anything],
    ['x=a; unset x; echo $x', anything],
    [': $((x = 1)); echo $x', single],
    [': "${x:=a b}"; echo $x', anything],
  ])('%s', (text, value) => {
    expect(lastOf(text)).toBe(value);
  });
});

describe('the way to it', () => {
  test.each<[string, number]>([
    ['if a; then x=b; else x=c; fi; echo $x', single],
    ['if a; then x=b; fi; echo $x', single | anything],
    ['if a; then x=b; else exit 1; fi; echo $x', single],
    ['case a in b) x=c;; *) x=d;; esac; echo $x', single],
    ['case a in b) x=c;; esac; echo $x', single | anything],
    ['a && x=b && echo $x', single],
    ['a && x=b; echo $x', single | anything],
    ['a || x=b && echo $x', single | anything],
    ['x=a; b || { x=$(c); exit 1; }; echo $x', single],
    ['(x=a); echo $x', anything],
    ['x=a; (echo $x)', single],
    ['x=a | b; echo $x', anything],
    ['x=a & echo $x', anything],
    ['x=a b; echo $x', anything],
    ['y=$(x=a); echo $x', anything],
    ['for x in a b; do echo $x; done', single],
    ["for x in 'a b' c; do echo $x; done", several | single],
    ['for x in *; do echo $x; done', anything],
    ['for x in $y; do echo $x; done', anything],
    ['x=a; while b; do x=$(c); done; echo $x', single | anything],
    ['x=a; while b; do echo $x; x=c; done', single],
    ['f() { x=a; }; f; echo $x', single],
    ['x=a; f() { x=$(b); }; echo $x', single],
    ['f() { echo $x; }; x=a; f', single],
    ['f() { f; echo $x; }; x=a; f', single],
  ])('%s', (text, value) => {
    expect(lastOf(text)).toBe(value);
  });

  test('in front of a special builtin a variable is set for good, but not in bash', () => {
    expect(lastOf('x=a set -x; echo $x')).toBe(single);
    expect(lastOf('x=a set -x; echo $x', 'bash')).toBe(anything);
  });

  test('in any order, a step of a list might not have run', () => {
    expect(lastOf('a && x=b && echo $x', 'dash', true)).toBe(single | anything);
    expect(lastOf('x=b && a && echo $x', 'dash', true)).toBe(single);
  });

  test.each(['x=a; ', 'f() { f; f; }; f; ', 'if a; then x=b; fi; ', 'while a; do ', 'x=$(', 'a && x=b || '])('20,000 times %s', (part) => {
    const script = parseScript(unbroken(part.repeat(20_000), 0), 'dash', 'instruction');
    const start = performance.now();
    valuesIn(script, () => anything);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
