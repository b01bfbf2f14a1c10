import { describe, expect, test } from 'vitest';
import type { ShellNode, ShellScript } from '../../src/nodes.ts';
import { parseScript } from '../../src/shell/script.ts';
import { at, joined } from './joined.ts';

const script = (file: string): ShellScript => parseScript(joined(file), 'bash', 'instruction');

/** A tree in a few letters: `(a&&b)`. */
function shape(node: ShellNode): string {
  const list = (nodes: readonly ShellNode[]): string => nodes.map(shape).join(' ');
  switch (node.type) {
    case 'Command':
      return node.name;
    case 'Pipeline':
    case 'AndOr':
      return `<${node.members.map((one, i) => (node.operators[i - 1]?.text ?? '') + shape(one)).join('')}>`;
    case 'Group':
      return `${node.kind}(${list(node.body)})`;
    case 'Conditional':
      return `if(${node.branches.map(({ condition, body }) => `${list(condition)}?${list(body)}`).join('|')}|${list(node.otherwise ?? [])})`;
    case 'Loop':
      return `${node.kind}(${node.variable?.text ?? ''} ${list(node.condition ?? [])}:${list(node.body)})`;
    case 'Case':
      return `case(${node.items.map(({ patterns, body }) => `${patterns.map(({ text }) => text).join('/')}:${list(body)}`).join(' ')})`;
    case 'FunctionDefinition':
      return `${node.name}(${list(node.body)})`;
    case 'Test':
      return `${node.kind}(${node.comparisons.map(({ operator }) => operator).join(' ')})`;
  }
}

describe('the tree', () => {
  test.each<[string, string]>([
    ['a; b\nc', 'a b c'],
    ['a && b || c; d', '<a&&b||c> d'],
    ['a | b |& c && ! d', '<<a|b|&c>&&<d>>'],
    ['(a; b) && { c; }', '<subshell(a b)&&braces(c)>'],
    ['if a; then b; elif c; then d; else e; fi', 'if(a?b|c?d|e)'],
    ['for x in 1 2; do a; done; while b; do c; done; until d; do e; done', 'for(x :a) while( b:c) until( d:e)'],
    ['for ((;;)); do a; done; select x in 1; do b; done', 'arithmetic( :a) select(x :b)'],
    ['case x in a|b) c;; *) d;; esac', 'case(a/b:c *:d)'],
    ['f() { a; b; }; g() (c)', 'f(a b) g(subshell(c))'],
    ['[[ -f a && b == c ]]; (( 1 ))', 'brackets(-f ==) arithmetic()'],
  ])('%s', (file, expected) => {
    expect(script(file).body.map(shape).join(' ')).toBe(expected);
  });

  test('its nodes are the same as those of the lists', () => {
    const { body, commands, compounds } = script('a | b && c');
    const [list] = body;
    expect(compounds).toContain(list);
    expect(list?.type === 'AndOr' && list.members[1]).toBe(commands[2]);
  });

  test('substitutions have trees of their own', () => {
    const [word] = script('x=$(a | b)').shellWords.filter(({ role }) => role === 'assignment');
    expect(word?.expansions[0]?.body?.map(shape)).toEqual(['<a|b>']);
  });

  test('ranges and redirections of compounds', () => {
    const file = 'for x in a; do \\\n b; done > c';
    const [loop] = script(file).compounds;
    expect(loop && at(file, loop.range)).toBe('for x in a; do  b; done');
    expect(loop?.type === 'Loop' && loop.redirections.map(({ operator }) => operator)).toEqual(['>']);
  });
});

describe('words', () => {
  test.each<[string, string[]]>([
    ['a b', ['name:a', 'argument:b']],
    ['x=y z', ['assignment:y', 'name:z']],
    ['x=(a $b)', ['element:a', 'element:$b']],
    ['export x=$y z', ['name:export', 'declaration:x=$y', 'argument:z']],
    ['a >b 2>&1 <<<c', ['name:a', 'redirection:b', 'redirection:1', 'document:c']],
    ['for x in a b; do c; done', ['list:a', 'list:b', 'name:c']],
    ['case a in b) c;; esac', ['subject:a', 'pattern:b', 'name:c']],
    ['[[ a == b ]]', ['operand:a', 'operand:b']],
    ['(( a + 1 ))', ['arithmetic:a + 1']],
    ['cat <<E\n$x\nE', ['name:cat', 'document:$x\n']],
    ['sudo a', ['name:sudo', 'argument:a']],
  ])('%s', (file, expected) => {
    expect(
      script(file)
        .shellWords.map(({ role, text }) => `${role}:${text}`)
        .sort(),
    ).toEqual([...expected].sort());
  });

  test.each<[string, string[]]>([
    ['abc', []],
    [`a'b'"c"$d`, ['literal:a', "single:'b'", 'double:"c"', 'expansion:$d']],
    ['*.$x{a,b}', ['glob:*', 'literal:.', 'expansion:$x', 'brace:{a,b}']],
    ["$'a'", ["ansi:$'a'"]],
  ])('parts of %s', (file, expected) => {
    expect(script(`x ${file}`).shellWords[1]?.parts.map(({ kind, text }) => `${kind}:${text}`)).toEqual(expected);
  });

  test('what stands in front of a command is kept', () => {
    expect(script('sudo -u a env b=c d').commands[0]?.front.map(({ text }) => text)).toEqual(['sudo', '-u', 'a', 'env', 'b=c']);
  });

  test('inner expansions are told from outer ones', () => {
    expect(script('x ${a:-$b}').shellWords[1]?.expansions.map(({ name, inner }) => [name, inner])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });
});
