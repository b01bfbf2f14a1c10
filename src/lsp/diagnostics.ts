import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver/node';
import type { Severity, Tag } from '../rule.ts';
import type { Abilities } from './abilities.ts';
import type { Remark } from './remark.ts';
import { pageOf, ruleOf } from './rule-page.ts';

/** A remark as an editor shows it, with what of it this one understands. */
export function toDiagnostic({ code, alias, severity, message, range, related }: Remark, abilities: Abilities): Diagnostic {
  const page = abilities.codeDescription ? pageOf(code, alias) : undefined;
  const tags = (ruleOf(code)?.tags ?? []).flatMap((tag) => shownTags[tag] ?? []).filter((tag) => abilities.tags.has(tag));
  return {
    ...{ range, severity: severities[severity], code: alias ?? code, source: 'plimsoll', message },
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(tags.length > 0 ? { tags } : {}),
    ...(abilities.related && related.length > 0
      ? { relatedInformation: related.map(({ uri, range: there, message: note }) => ({ location: { uri, range: there }, message: note })) }
      : {}),
  };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const satisfies Readonly<Record<Severity, DiagnosticSeverity>>;

const shownTags: Readonly<Partial<Record<Tag, DiagnosticTag>>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};
