import type { ShellFeature } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';

/** How to write a feature so that every shell takes it. */
export interface PortableForm {
  readonly edits: (to: Editor) => readonly TextEdit[];
  readonly title: string;
  /** The shells that lack it refuse the whole script, so nothing that was built can change. */
  readonly isRefused?: true;
}

/** The same in words that every shell knows; absent where there is none that is short, or that surely means the same. */
export function portableForm({ kind, name, range, command }: ShellFeature, text: string): PortableForm | undefined {
  const at = { range };
  const written = text.slice(range[0], range[1]);
  switch (kind) {
    case 'ampersand-redirect':
    case 'ampersand-append':
    case 'redirect-both': {
      const [operator = ''] = /^(?:&>>?|>&)/.exec(written) ?? [];
      if (operator === '') return undefined;
      const single = operator === '&>>' ? '>>' : '>';
      return { edits: (to) => [to.replace(at, `${single}${written.slice(operator.length)} 2>&1`)], title: `Write \`${single}file 2>&1\`` };
    }
    case 'pipe-both':
      return { edits: (to) => [to.replace(at, '2>&1 |')], title: 'Write `2>&1 |`' };
    case 'function-keyword': {
      const [parentheses] = /^[ \t]*\([ \t]*\)/.exec(text.slice(range[1], range[1] + 20)) ?? [];
      return {
        edits: (to) => [to.replace(at, parentheses === undefined ? `${name}()` : name)],
        title: `Write \`${name}()\``,
        isRefused: true,
      };
    }
    case 'dollar-bracket':
      return { edits: (to) => [to.replace(at, `$((${written.slice(2, -1)}))`)], title: 'Write `$((…))`' };
    case 'locale-string':
      return { edits: (to) => [to.replace(at, written.slice(1))], title: 'Write `"…"`' };
    case 'caret-bracket':
      return { edits: (to) => [to.replace(at, written.replace('[^', '[!'))], title: 'Write `[!…]`' };
    case 'signal-prefix':
    case 'signal-case':
      return /["'\\]/.test(written) ? undefined : { edits: (to) => [to.replace(at, name)], title: `Write \`${name}\`` };
    case 'read-without-name': {
      const last = command?.words.at(-1);
      return last && { edits: (to) => [to.insertAfter(last, ' REPLY')], title: 'Name a variable' };
    }
    case 'read-file':
      if (!/^\$\([ \t]*<[^<>]*\)$/.test(written)) return undefined;
      return { edits: (to) => [to.replace(at, written.replace(/^\$\([ \t]*<[ \t]*/, '$(cat '))], title: 'Write `$(cat file)`' };
    default:
      return undefined;
  }
}
