import { describe, expect, test } from 'vitest';
import type { ShellDialect } from '../../src/nodes.ts';
import { parseScript } from '../../src/shell/script.ts';
import { joined } from './joined.ts';

function oddities(file: string, dialect: ShellDialect = 'sh'): readonly string[] {
  return parseScript(joined(file), dialect, 'instruction').oddities.map(({ kind, range }) => `${kind} ${file.slice(...range)}`);
}

function mended(file: string): string {
  const { oddities: found } = parseScript(joined(file), 'sh', 'instruction');
  return found.reduceRight((text, { edit }) => (edit ? text.slice(0, edit.range[0]) + edit.text + text.slice(edit.range[1]) : text), file);
}

describe('oddities', () => {
  test.each<[string, string[]]>([
    ['x= "a b"', ['empty-assignment  ']],
    ['x= make; IFS= read -r y; z= $CC -o a', []],
    ['$x=5; ${y}=6; "$z"=7', ['dollar-assignment $x', 'dollar-assignment ${y}']],
    ['x = 5; y =6; z == 7; export a = 8', ['spaced-assignment =', 'spaced-assignment =', 'spaced-comparison ==', 'spaced-declaration =']],
    ['test = a; expr = b; [ = c ]; a.b = c', []],
    ['[-f x ]; [ -f y]; ![ z ]; [[-f x ]]', ['joined-bracket [', 'unclosed-bracket ]', 'joined-bang !', 'joined-bracket [[']],
    ['[a-z]*; [ a = [b] ]; !(a); ["a", "b"]', []],
    ['for i in a; do echo done', ['literal-keyword done']],
    ['for i in a do b; done', ['literal-keyword do']],
    ['echo done; echo }; a { b }', []],
    ['a \\d \\n "\\d" \'\\n\' \\* \\. \\\\d \\$x b\\ c', ['escape \\d', 'escape-letter \\n']],
    ['\\rm a; [[ a =~ \\d ]]; b ${x//\\//_}; cat <<E\n\\d\nE\n', []],
    ['If a; THEN b; ./If', ['keyword-case If', 'keyword-case THEN']],
    ['a\u00a0b “c” ´d´ "“"', ['unicode-space \u00a0', 'unicode-quote “', 'unicode-quote ”', 'tick ´', 'tick ´']],
    ['for $i in a; do b; done', ['dollar-iterator $i']],
    ['a $10 "$1 0" ${10}', ['positional $10']],
    ['x=(a); b "$x[0]" "$y[0]"', ['array-index $x[0]']],
    ['// a; /* b */', ['slash-comment //', 'slash-comment /*']],
    [`echo 'It\\'s; a '\\' 'b\\'`, [`quote-in-quotes \\'`]],
    ['a "b\nc"d "e"f', ['open-quote "']],
    ['a http://b?c=1&d=2; e& f; g=1&h=2', ['stray-ampersand &']],
    ['a &amp; b', ['html-entity &amp;']],
    ['cat <<-E\n\ta\n  E\nE\n', ['heredoc-blanks   ']],
    ['cat <<E\na\nE \n E\nE\n', ['heredoc-end  ']],
    ['a "$(b \\d)"', ['escape \\d']],
  ])('%s', (file, expected) => {
    expect(oddities(file)).toEqual(expected);
  });

  test('hang on the shell where it takes more than others', () => {
    expect(oddities('eval x=(a)', 'dash')).toEqual(['eval-array x=(a)']);
    expect(oddities('eval x=(a)', 'bash')).toEqual([]);
    expect(oddities('x = 1', 'cmd')).toEqual([]);
  });

  test.each([
    ['x= "a"; y = 1; z =2; export a = b', 'x="a"; y=1; z=2; export a=b'],
    ['$x=1; ${y}=2', 'x=1; y=2'],
    ['! [ -f a]; !b', '! [ -f a ]; ! b'],
    ['for $i in a; do b $10; done', 'for i in a; do b ${10}; done'],
  ])('are mended: %s', (file, expected) => {
    expect(mended(file)).toBe(expected);
  });
});
