import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Range as LspRange } from 'vscode-languageserver/node';
import type { FixOffer, RelatedPlace } from '../engine/types.ts';
import type { Severity } from '../rule.ts';
import { rawRange, type Places } from './places.ts';
import type { Surroundings } from './workspace.ts';

/** Something to be shown in a document. */
export interface Remark {
  /** A rule's name, or a word for what no rule is about. */
  readonly code: string;
  /** What another program, whose word a rule hands on, calls it. */
  readonly alias?: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: LspRange;
  readonly related: readonly RelatedRemark[];
  /** Edits are offsets into the document; files lie below `root`. */
  readonly fix?: FixOffer;
  readonly root?: string;
}

/** Another place that a remark speaks of. */
export interface RelatedRemark {
  readonly uri: string;
  readonly range: LspRange;
  readonly message: string;
}

/** The places that a finding names, in its own document or in files around it; those that cannot be read are left out. */
export function relatedRemarks(
  related: readonly RelatedPlace[] | undefined,
  own: { readonly uri: string; readonly places: Places },
  { files, root }: Pick<Surroundings, 'files' | 'root'>,
): readonly RelatedRemark[] {
  return (related ?? []).flatMap(({ path, range, note }) => {
    if (path === undefined) return [{ uri: own.uri, range: own.places.rangeOf(range), message: note }];
    const text = files?.read(path);
    if (text === undefined || root === undefined) return [];
    return [{ uri: uriOf(join(root, path)), range: rawRange(text, range), message: note }];
  });
}

/** The URI of a file, as editors write it. */
export const uriOf = (absolute: string): string => pathToFileURL(absolute).href;
