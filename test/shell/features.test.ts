import { describe, expect, test } from 'vitest';
import { featureCode, shellHas } from '../../src/knowledge/shell-features.ts';
import type { ShellDialect } from '../../src/nodes.ts';
import { parseScript } from '../../src/shell/script.ts';
import { joined } from './joined.ts';

/** The codes of what a script uses, and the text of each. */
function features(file: string): readonly string[] {
  const script = parseScript(joined(file), 'sh', 'instruction');
  return script.features.map(({ kind, name, range }) => `${featureCode(kind, name) ?? kind} ${file.slice(...range)}`);
}

describe('features', () => {
  test.each<[string, string[]]>([
    ['cat <(a) >(b)', ['SC3001 <(a)', 'SC3001 >(b)']],
    ['case $x in @(a|b)) c;; esac; ls !(d)', ['SC3002 @(a|b)', 'SC3002 !(d)']],
    [`a $'b' $"c"`, [`SC3003 $'b'`, 'SC3004 $"c"']],
    ['for ((i=0; i<3; i++)); do a; done', ['SC3005 for ((']],
    ['while ((x++)); do a; done', ['SC3006 ((x++))']],
    ['a $[1 + 2]', ['SC3007 $[1 + 2]']],
    ['select x in a; do b; done', ['SC3008 select']],
    ['mkdir a/{b,c} "$d"{1..3}', ['SC3009 {b,c}', 'SC3009 {1..3}']],
    ['x={a,b} y=[^c]; case {a,b} in c) ;; esac; find . -exec a {} +', []],
    ['[[ a == b && -v c ]]', ['SC3010 [[']],
    ['cat <<< x', ['SC3011 <<< x']],
    ['[ a \\< b ]', ['SC3012 \\<']],
    ['[ a == b -a c == d ]; test ! e == f; [ "==" = x ]', ['SC3014 ==', 'SC3014 ==', 'SC3014 ==']],
    ['[ a =~ b ]; [ -v a ]; [ -a b ]; [ x -a y ]; [ -n x -a -o y ]', ['SC3015 =~', 'SC3016 -v', 'SC3017 -a', 'SC3062 -o']],
    ['a $((x++ + --y)) $((2 ** 3)) $((16#ff)) $((a - 1))', ['SC3018 x++', 'SC3018 --y', 'SC3019 2 ** 3', 'SC3052 16#ff']],
    ['a &> b; c &>>d; e >& f; g >&2; h 2>&1', ['SC3020 &> b', 'SC3020 &>>d', 'SC3021 >& f']],
    ['exec {a}>b; c 10>d', ['SC3022 {a}>b', 'SC3023 10>d']],
    ['x+=a; y=(b c); z[1]=d', ['SC3024 x+=', 'SC3030 (b c)', 'SC3030 z[1]']],
    ['a > /dev/tcp/b/80', ['SC3025 > /dev/tcp/b/80']],
    ['rm [^a]*; sed s/[^a]// b; ls "[^c]"; a ${x#[^b]}', ['SC3026 [^a]', 'SC3026 [^b]']],
    ['a $RANDOM "${UID}" $((SECONDS))', ['SC3028 $RANDOM', 'SC3028 ${UID}', 'SC3028 SECONDS']],
    ['UID=1; a $UID ${HOSTNAME:-b} \\$RANDOM; read EUID; a $EUID', []],
    ['a |& b | c', ['SC3029 |&']],
    ['a > *.txt', ['SC3031 *.txt']],
    ['coproc a', ['SC3032 coproc']],
    ['f-x() { a; }; function g { a; }', ['SC3033 f-x', 'SC2112 function g']],
    ['a "$(<b)" `<c` $(<d e)', ['SC3034 $(<b)', 'SC3035 `<c`']],
    ['echo -n -e a -e; /bin/echo -e a; sudo echo -e a; echo "-e"a', ['SC3037 -n -e']],
    ['exec -a x y; exec 3>a', ['SC3038 -a']],
    ['let x=1; local y', ['SC3039 let', 'SC3043 local']],
    ['set -eo pipefail -T --foo; set -- -o posix; set +e', ['SC3040 pipefail', 'SC3041 -T', 'SC3042 --foo']],
    ['pushd a; shopt -s b; pushd() { c; }', ['SC3044 shopt']],
    ['read -rs x; read -p "a b" -r y; export -f f; ulimit -n 5; type -p a', ['SC3045 -rs', 'SC3045 -p', 'SC3045 -f', 'SC3045 -p']],
    ['source a; builtin source b', ['SC3046 source', 'SC3046 source']],
    ['trap a ERR SIGINT int TERM; trap - EXIT', ['SC3047 ERR', 'SC3048 SIGINT', 'SC3049 int']],
    [`printf '%q %%q' a; printf '%%q'; printf -v x y`, [`SC3050 '%q %%q'`, 'SC3045 -v']],
    [
      'a ${!x} ${!x*} ${!x[@]} ${x[1]} ${x:1} ${@%a}',
      ['SC3053 ${!x}', 'SC3056 ${!x*}', 'SC3055 ${!x[@]}', 'SC3054 ${x[1]}', 'SC3057 ${x:1}', 'SC3058 ${@%a}'],
    ],
    ['a ${x^^} ${x/a/b} ${x/#a/b} ${x@Q} ${x:-1} ${#x}', ['SC3059 ${x^^}', 'SC3060 ${x/a/b}', 'SC3060 ${x/#a/b}', 'transformation ${x@Q}']],
    ['read; read -a x', ['SC3061 read', 'SC3045 -a']],
    ['case x in a) b;& c) d;; esac', ['case-fallthrough ;&']],
    ['a "$(b `c |& d` {e,f})"', ['SC3029 |&', 'SC3009 {e,f}']],
    ['cat <<E\n$RANDOM\nE\n', ['SC3028 $RANDOM']],
    ['a "`b \\"{c,d}\\" {e,f}`"', ['SC3009 {e,f}']],
    ['curl https://a/{b,c}; a {b} c{', []],
  ])('%s', (file, expected) => {
    expect(features(file)).toEqual(expected);
  });

  test('are none in what is no such script', () => {
    expect(parseScript(joined('a=(b)'), 'powershell', 'instruction').features).toEqual([]);
  });

  test('stop at deep nesting instead of taking all time', () => {
    expect(features(`${'$('.repeat(3000)}${')'.repeat(3000)}`)).toEqual([]);
  });
});

describe('shells', () => {
  test.each<[Parameters<typeof shellHas>, boolean]>([
    [['array', '', 'dash'], false],
    [['array', '', 'bash'], true],
    [['array', '', 'sh'], false],
    [['local', '', 'sh'], true],
    [['echo-flag', '-n', 'dash'], true],
    [['echo-flag', '-ne', 'dash'], false],
    [['builtin-flag', 'read -s', 'ash'], true],
    [['builtin-flag', 'read -a', 'ash'], false],
    [['set-option', 'pipefail', 'ash'], true],
    [['set-option', 'pipefail', 'dash'], false],
    [['trap-condition', 'ERR', 'ksh'], true],
  ])('%j: %s', ([kind, name, dialect], expected) => {
    expect(shellHas(kind, name, dialect)).toBe(expected);
  });

  test('that are not known have everything', () => {
    for (const dialect of ['zsh', 'unknown'] satisfies ShellDialect[]) expect(shellHas('array', '', dialect)).toBe(true);
  });
});
