import type { JoinedText, Range } from '../nodes.ts';
import { expand } from './expand.ts';
import { sourceRange } from './joined.ts';
import { lineAt } from './lines.ts';

/** `<<EOF` as it stands in an instruction. */
export interface Marker {
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly range: Range;
}

/** The heredocs that a line announces, as BuildKit finds them: words of the line that look like `<<name`. */
export function readMarkers(joined: JoinedText): readonly Marker[] {
  if (!joined.text.includes('<<')) return [];
  const markers: Marker[] = [];
  let from = 0;
  for (const word of expand(joined.text, { escape: '\\', rawQuotes: true, rawEscapes: true }).words) {
    const marker = parseMarker(word);
    if (!marker) continue;
    const at = joined.text.indexOf(word, from);
    from = at < 0 ? from : at + word.length;
    markers.push({ ...marker, range: at < 0 ? sourceRange(joined, 0, 0) : sourceRange(joined, at, at + word.length) });
  }
  return markers;
}

function parseMarker(word: string): Omit<Marker, 'range'> | undefined {
  const match = /^(\d*)<<(-?)([^<]*)$/.exec(word);
  if (!match) return undefined;
  const [, fd = '', dash = '', rest = ''] = match;
  if (rest === '') return undefined;
  const plain = expand(rest, { escape: '\\' });
  const raw = expand(rest, { escape: '\\', rawQuotes: true });
  const name = plain.words[0];
  if (name === undefined || plain.words.length !== 1 || raw.words.length !== 1) return undefined;
  return { name, fd: fd === '' ? 0 : Number(fd), expand: name === raw.words[0], chomp: dash === '-' };
}

export interface Body {
  readonly content: Range;
  /** Behind the terminator's last character; without one, the same as the content's. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly lines: number;
  readonly terminated: boolean;
}

/** Reads heredoc bodies of one text. */
export class BodyReader {
  readonly #text: string;
  /** The last place of each line, once a heredoc has turned out to have no end. */
  #lines: ReadonlyMap<string, number> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The body from the line at `start` on. An unterminated one swallows the file for BuildKit; here it ends where
   * a line begins with an instruction in capitals, so that the rest can still be linted.
   */
  read(start: number, { name, chomp }: Pick<Marker, 'name' | 'chomp'>): Body {
    const text = this.#text;
    if (this.#lines && (this.#lines.get(name) ?? -1) < start) return unterminated(text, start);
    let lines = 0;
    for (let at = start; at < text.length;) {
      const line = lineAt(text, at);
      lines++;
      let from = line.start;
      if (chomp) while (text[from] === '\t') from++;
      if (line.end - from === name.length && text.startsWith(name, from))
        return { content: [start, line.start], end: line.end, next: line.next, lines, terminated: true };
      at = line.next;
    }
    this.#lines ??= lastPlaces(text);
    return unterminated(text, start);
  }
}

function lastPlaces(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let at = 0; at < text.length;) {
    const line = lineAt(text, at);
    const content = text.slice(line.start, line.end);
    places.set(content, at);
    places.set(content.replace(/^\t+/, ''), at);
    at = line.next;
  }
  return places;
}

const instruction =
  /^(?:FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL|MAINTAINER)[ \t]/;

function unterminated(text: string, start: number): Body {
  let lines = 0;
  let end = start;
  let at = start;
  while (at < text.length) {
    const line = lineAt(text, at);
    if (instruction.test(text.slice(line.start, Math.min(line.end, line.start + 12)))) break;
    lines++;
    end = line.end;
    at = line.next;
  }
  return { content: [start, at], end, next: at, lines, terminated: false };
}

/** Where a heredoc's marker stands among an instruction's words, so that sources of COPY leave it out. */
export const isMarker = (word: string): boolean => word.includes('<<') && parseMarker(word) !== undefined;
