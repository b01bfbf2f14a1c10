import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/lsp/kinds.ts';

interface Template {
  readonly fileTypeMappings: readonly { readonly fileType: { readonly patterns: readonly string[] }; readonly languageId: string }[];
}

/** The IDE itself is not at hand in a test: this holds the template against the server alone. */
describe('the template for JetBrains', () => {
  const { fileTypeMappings } = JSON.parse(readFileSync('editors/jetbrains/template.json', 'utf8')) as Template;

  it.each([
    [0, 'dockerfile'],
    [1, 'ignore-file'],
    [2, 'config'],
  ] as const)('maps only names that the server knows (%i: %s)', (index, kind) => {
    const { fileType, languageId } = fileTypeMappings[index]!;
    const uris = fileType.patterns.map((pattern) => `file:///project/${pattern.replace('*', 'app')}`);
    expect(new Set(uris.map((uri) => kindOf({ uri, languageId: 'plaintext' }) ?? uri))).toEqual(new Set([kind]));
    expect(languageId === 'dockerfile').toBe(kind === 'dockerfile');
  });
});
