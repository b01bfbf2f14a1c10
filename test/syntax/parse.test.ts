import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dockerfile, Instruction, Node, Variable, Word } from '../../src/nodes.ts';
import { parse, withoutBom } from '../../src/syntax/parse.ts';
import { sourceOffset } from '../../src/syntax/joined.ts';
import { visitorKeys } from '../../src/visitor-keys.ts';
import { corpus, hasShared } from '../shared.ts';

const only = <T extends Instruction['type']>(text: string, type: T): Extract<Instruction, { type: T }> => {
  const found = parse(text).instructions.find((instruction) => instruction.type === type);
  if (!found) throw new Error(`no ${type} in ${text}`);
  return found as Extract<Instruction, { type: T }>;
};
const slice = (text: string, { range }: { readonly range: readonly [number, number] }): string => text.slice(...range);
const codes = (text: string): readonly string[] => parse(text).problems.map(({ code }) => code);

describe('instructions', () => {
  it.each([
    ['EXPOSE 80:8080/tcp', '80:', '8080', 'tcp'],
    ['EXPOSE 127.0.0.1:53:53/udp', '127.0.0.1:53:', '53', 'udp'],
    ['EXPOSE [::1]:8080:80', '[::1]:8080:', '80', undefined],
    ['EXPOSE ${PORT:-80}/tcp', undefined, '${PORT:-80}', 'tcp'],
    ['EXPOSE "8080:80"', '8080:', '80', undefined],
  ])('takes the port of %s apart', (text, host, container, protocol) => {
    const [port] = only(text, 'Expose').ports;
    expect([port?.host?.text, port?.container.text, port?.protocol?.text]).toEqual([host, container, protocol]);
    for (const part of [port?.host, port?.container, port?.protocol]) if (part) expect(slice(text, part)).toBe(part.text);
  });

  it.each([
    ['USER app', 'app', undefined],
    ['USER 1000:1000', '1000', '1000'],
    ['USER ${UID:-1000}:${GID:-1}', '${UID:-1000}', '${GID:-1}'],
  ])('splits %s at the colon outside of variables', (text, user, group) => {
    const read = only(text, 'User');
    expect([read.user?.text, read.group?.text]).toEqual([user, group]);
  });

  it('reads mount options with their aliases', () => {
    const text = 'RUN --mount=type=cache,dst=/root/.cache,id=x,ro make';
    const mount = only(text, 'Run').flags[0]?.mount;
    expect(mount?.kind).toBe('cache');
    expect(mount?.options.map(({ key, value }) => [key, value?.value])).toEqual([
      ['type', 'cache'],
      ['target', '/root/.cache'],
      ['id', 'x'],
      ['readonly', undefined],
    ]);
  });

  it('keeps heredoc markers out of the sources of COPY', () => {
    const copy = only('COPY a.txt <<EOF /d/\nhi\nEOF\n', 'Copy');
    expect(copy.sources.map(({ text }) => text)).toEqual(['a.txt']);
    expect(copy.destination?.text).toBe('/d/');
    expect(copy.heredocs.map(({ content }) => content)).toEqual(['hi\n']);
  });

  it('gives words their value without quotes and escapes', () => {
    expect(only('ENV A="b c" D=e\\ f G=\'h "i"\' J=k"l"m', 'Env').pairs.map(({ value }) => value?.value)).toEqual([
      'b c',
      'e f',
      'h "i"',
      'klm',
    ]);
  });

  it('finds variables with modifiers, nested ones in their operands', () => {
    const [variable] = only('FROM ${A:-b${C%.*}}/${D//x/y}', 'From').image?.variables ?? [];
    expect([variable?.name, variable?.operator, variable?.operand?.text]).toEqual(['A', ':-', 'b${C%.*}']);
    expect(variable?.operand?.variables.map(({ name, operator }) => [name, operator])).toEqual([['C', '%']]);
  });

  it('makes the JSON form of ["sh", "-c", "…"] with exact places', () => {
    const text = 'CMD [ "sh" , "-c", "a \\"b\\"" ]';
    const exec = only(text, 'Cmd').exec;
    expect(exec?.items.map(({ value }) => value)).toEqual(['sh', '-c', 'a "b"']);
    expect(exec?.items.map((item) => slice(text, item))).toEqual(['"sh"', '"-c"', '"a \\"b\\""']);
  });

  it('puts instructions into stages, and those before the first FROM apart', () => {
    const tree = parse('ARG A\nFROM a AS One\nRUN x\nFROM b\nUSER c\n');
    expect(tree.preamble.map(({ type }) => type)).toEqual(['Arg']);
    expect(tree.stages.map(({ name, instructions }) => [name, instructions.map(({ type }) => type)])).toEqual([
      ['one', ['Run']],
      [undefined, ['User']],
    ]);
  });
});

describe('problems stand beside a complete tree', () => {
  it.each([
    ['', ['no-instructions']],
    ['# only a comment\n', ['no-instructions']],
    ['RUN x\n', ['no-from']],
    ['RUN x\nFROM a\n', ['before-from']],
    ['FROM\nFROM a AS\n', ['missing-arguments', 'from-arguments']],
    ['FROM a b\n', ['from-arguments']],
    ['FROM a\nFRUN x\n', ['unknown-instruction']],
    ['FROM a\nRUN <<EOF\nx\n', ['unterminated-heredoc']],
    ['FROM a\nCOPY --form=b c d\n', ['unknown-flag']],
    ['FROM a\nCOPY --from=b --from=b c d\n', ['duplicate-flag']],
    ['FROM a\nCOPY x\nADD\n', ['missing-arguments', 'missing-arguments']],
    ['FROM a\nENV A\nENV B=1 C\n', ['missing-value', 'missing-equals']],
    ['FROM a\nCMD ["a", 1]\n', ['json-not-strings']],
    ['FROM a\nHEALTHCHECK NONE x\nHEALTHCHECK FOO x\n', ['healthcheck-arguments', 'healthcheck-kind']],
    ['FROM a\nONBUILD ONBUILD RUN x\nONBUILD FROM b\n', ['onbuild-trigger', 'onbuild-trigger']],
    [
      'FROM a\nENV A=\'b\nWORKDIR "c\nCOPY ["it\'s", "d"]\nRUN echo it\'s\nUSER ${A+}\n',
      ['unreadable-word', 'unreadable-word', 'unreadable-word'],
    ],
    ['# escape=x\nFROM a\n', ['invalid-escape']],
    ['# escape=`\n# escape=`\nFROM a\n', ['duplicate-directive']],
  ])('%j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('goes on behind an unterminated heredoc', () => {
    const tree = parse('FROM a\nRUN (cat <<EOF)\nbody\nEOF \nUSER b\n');
    expect(tree.instructions.map(({ type }) => type)).toEqual(['From', 'Run', 'User']);
  });

  it('measures the longest line in bytes', () => {
    expect(codes(`FROM a\nRUN ${'x'.repeat(65_531)}\n`)).toEqual([]);
    expect(codes(`FROM a\nRUN ${'x'.repeat(65_532)}\n`)).toEqual(['line-too-long']);
    expect(codes(`FROM a\nRUN ${'é'.repeat(32_766)}\n`)).toEqual(['line-too-long']);
  });
});

/** Pieces that make up what is hard about Dockerfiles. */
const pieces = fc.constantFrom(
  ...[
    'FROM a',
    'FROM a AS b',
    'RUN x',
    'RUN --mount=type=cache,target=/x y',
    'ENV A=b C="d e"',
    'ENV A b',
    'COPY a b',
    'LABEL "a"=\'b\'',
    'ARG A=1 B',
  ],
  ...[
    'EXPOSE 80:80/tcp $P',
    'CMD ["a","b"]',
    'HEALTHCHECK --interval=1s CMD x',
    'ONBUILD RUN <<A',
    'USER a:b',
    'SHELL ["x"]',
    '<<EOF',
    'EOF',
    '# c',
    '#escape=`',
  ],
  ...[
    ' \\',
    ' `',
    '\\',
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '"',
    "'",
    '$x',
    '${y:-z}',
    '${',
    '}',
    '\u0000',
    '\ufeff',
    'é',
    '😀',
    '\u0085',
    '\u00a0',
    '[',
    ']',
    '--',
    '=',
    ':',
  ],
);
const source = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

function* below(node: Node): Iterable<Node> {
  yield node;
  for (const key of visitorKeys[node.type]) {
    const child = (node as unknown as Record<string, Node | readonly Node[] | undefined>)[key];
    if (child === undefined) continue;
    for (const one of Array.isArray(child) ? (child as Node[]) : [child as Node]) yield* below(one);
  }
}

/** A range's text as Docker joins it: the characters of the joined text that map into it. */
function joinedWithin({ source: joined }: Instruction, [start, end]: readonly [number, number]): string {
  let text = '';
  for (let i = 0; i < joined.text.length; i++) {
    const at = sourceOffset(joined, i);
    if (at >= start && at < end) text += joined.text[i];
  }
  return text;
}

function checkTree(text: string, tree: Dockerfile): void {
  for (const instruction of tree.instructions) {
    const { source: joined } = instruction;
    for (let i = 0; i < joined.text.length; i++) expect(text[sourceOffset(joined, i)]).toBe(joined.text[i]);
    for (const node of below(instruction)) {
      expect(node.range[0]).toBeGreaterThanOrEqual(0);
      expect(node.range[1]).toBeGreaterThanOrEqual(node.range[0]);
      expect(node.range[1]).toBeLessThanOrEqual(text.length);
      if (hasText(node)) expect(joinedWithin(instruction, node.range)).toBe(node.text);
    }
  }
  for (const heredoc of tree.instructions.flatMap(({ heredocs }) => heredocs))
    expect(text.slice(...heredoc.contentRange)).toBe(heredoc.content);
}

const hasText = (node: Node): node is Word | Variable => ['Word', 'Variable', 'Keyword', 'ImageReference', 'Port'].includes(node.type);

describe('any text', () => {
  it('never throws, every slice is its text, every joined character maps to itself', () => {
    fc.assert(
      fc.property(source, (text) => {
        checkTree(withoutBom(text), parse(withoutBom(text)));
      }),
      { numRuns: 3000 },
    );
  });

  it('survives very deep and very long input', () => {
    expect(parse(`FROM ${'${a:-'.repeat(20_000)}`).instructions).toHaveLength(1);
    expect(parse(`${'ONBUILD '.repeat(100_000)}RUN x`).instructions).toHaveLength(1);
    expect(parse(`FROM a\n${'RUN <<X\n'.repeat(5_000)}`).instructions.length).toBeGreaterThan(1);
  });
});

describe.skipIf(!hasShared)('real files', () => {
  it('map to themselves', () => {
    for (const { text } of corpus()) checkTree(withoutBom(text), parse(withoutBom(text)));
  });
});
