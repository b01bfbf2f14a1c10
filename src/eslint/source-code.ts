import { VisitNodeStep } from '@eslint/plugin-kit';
import { openSilencer, type Silencer } from '../engine/suppress.ts';
import { createModel } from '../model/create.ts';
import type { Files, Model } from '../model/model.ts';
import type { Comment, Dockerfile, Instruction, Node, Range, ShellScript, Suppression } from '../nodes.ts';
import type { AnyRule } from '../rule.ts';
import { directivesOf, problemsOf, readConfigComments, type ConfigComment, type Problem } from './comments.ts';
import { triggerOf } from '../syntax/onbuild.ts';
import { childrenOf } from './keys.ts';

/** Lines and columns count from 1, as the language says. */
export interface Location {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

interface Place {
  readonly range: Range;
  readonly loc?: Location;
}

interface Settings {
  readonly path: string;
  readonly files?: Files | undefined;
  /** Comments of plimsoll, hadolint and BuildKit count. */
  readonly inlineConfig: boolean;
}

/** A Dockerfile as ESLint asks for it: places, the walk, and its own comments. Nodes carry offsets only; lines are worked out when asked for. */
export class DockerfileSourceCode {
  readonly text: string;
  readonly ast: Dockerfile;
  /** What all rules of a run share. */
  readonly model: Model;
  readonly silencer: Silencer | undefined;
  /** The rules that run, so that a comment which silences nothing is one only where its rule has looked. */
  readonly ran = new Set<AnyRule>();
  readonly #parents = new Map<object, Node>();
  #steps: readonly VisitNodeStep[] | undefined;
  #lines: readonly string[] | undefined;
  #configComments: readonly ConfigComment[] | undefined;

  constructor(ast: Dockerfile, { path, files, inlineConfig }: Settings) {
    this.text = ast.text;
    this.ast = ast;
    this.model = createModel(path, ast, files);
    this.silencer = inlineConfig ? openSilencer(ast) : undefined;
    this.#addDerived();
  }

  /** Docker knows only `\n`; a `\r` before it belongs to the line end. */
  get lines(): readonly string[] {
    return (this.#lines ??= this.text.split(/\r?\n/));
  }

  getLoc({ range, loc }: Place): Location {
    return loc ?? { start: this.model.positionAt(range[0]), end: this.model.positionAt(range[1]) };
  }

  getRange({ range }: Place): Range {
    return range;
  }

  getLocFromIndex(index: number): Location['start'] {
    return this.model.positionAt(index);
  }

  getIndexFromLoc({ line, column }: Location['start']): number {
    let start = 0;
    for (let at = 1; at < line; at++) {
      const end = this.text.indexOf('\n', start);
      if (end < 0) return this.text.length;
      start = end + 1;
    }
    return Math.min(start + column - 1, this.text.length);
  }

  getText(node?: Place, before = 0, after = 0): string {
    return node ? this.text.slice(Math.max(0, node.range[0] - before), node.range[1] + after) : this.text;
  }

  getParent(node: object): Node | undefined {
    this.traverse();
    return this.#parents.get(node);
  }

  /** From the root down. */
  getAncestors(node: object): readonly Node[] {
    const ancestors: Node[] = [];
    for (let one = this.getParent(node); one; one = this.getParent(one)) ancestors.unshift(one);
    return ancestors;
  }

  /** Rules for JavaScript ask for it where a configuration names no files for them; without it they crash ESLint. */
  getAllComments(): readonly Comment[] {
    return this.ast.comments;
  }

  /** Every node there is, shell scripts included and the comments that silence rules last. */
  traverse(): readonly VisitNodeStep[] {
    if (this.#steps) return this.#steps;
    const steps: VisitNodeStep[] = (this.#steps = []);
    const visit = (node: Node, parent: Node | undefined): void => {
      if (parent) this.#parents.set(node, parent);
      const args = [node, parent];
      steps.push(new VisitNodeStep({ target: node, phase: 1, args }));
      if (node.type === 'ShellScript') derive(node, 'installs', () => this.model.installs(node));
      for (const child of childrenOf(node)) visit(child, node);
      steps.push(new VisitNodeStep({ target: node, phase: 2, args }));
    };
    visit(this.ast, undefined);
    return steps;
  }

  getInlineConfigNodes(): readonly Comment[] {
    return this.#comments().map(({ comment }) => comment);
  }

  getDisableDirectives(): { readonly directives: ReturnType<typeof directivesOf>; readonly problems: readonly Problem[] } {
    const comments = this.#comments();
    return { directives: directivesOf(comments, this), problems: problemsOf(comments, this) };
  }

  /** A problem from here would be fatal, so what cannot be read is told with the other comments' problems. */
  applyInlineConfig(): { readonly configs: readonly object[]; readonly problems: readonly never[] } {
    const configs = this.#comments().flatMap(({ comment, rules }) => (rules ? [{ config: { rules }, loc: this.getLoc(comment) }] : []));
    return { configs, problems: [] };
  }

  #comments(): readonly ConfigComment[] {
    return (this.#configComments ??= readConfigComments(this.ast.comments));
  }

  /** Selectors read properties, so what the model knows of a node stands there too, worked out when asked for. */
  #addDerived(): void {
    for (const instruction of this.ast.instructions.map(triggerOf))
      if (holdsScripts(instruction)) derive(instruction, 'scripts', (): readonly ShellScript[] => this.model.scripts(instruction));
    const suppressions = (this.silencer?.comments ?? []).map((comment): Suppression => ({
      ...comment,
      names: this.silencer?.namesOf(comment, this.ran) ?? [],
    }));
    derive(this.ast, 'suppressions', () => suppressions);
  }
}

const holdsScripts = ({ type }: Instruction): boolean =>
  type === 'Run' || type === 'Cmd' || type === 'Entrypoint' || type === 'Healthcheck';

/** Not enumerable: a node keeps what it holds. */
function derive(node: Node, name: 'scripts' | 'installs' | 'suppressions', get: () => readonly Node[]): void {
  if (!Object.hasOwn(node, name)) Object.defineProperty(node, name, { get });
}
