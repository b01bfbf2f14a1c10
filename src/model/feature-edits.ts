import type { Command, ShellFeature, ShellWord } from '../nodes.ts';
import type { Editor, Fix, Safety, TextEdit } from '../rule.ts';
import { expandBraces, rangeAsSeq } from '../shell/braces.ts';
import { printfFor } from '../shell/echo.ts';
import { failsBuild } from './build-fails.ts';
import { bashEdit } from './missing-features.ts';
import type { Model } from './model.ts';

/** What a report says of how a feature is to be mended. */
export interface FeatureFix {
  readonly fix?: Fix;
  readonly safety?: Safety;
  readonly title?: string;
}

/** In words that every shell knows, or where there are none, a `SHELL` for bash if the image has it. */
export function featureFix(feature: ShellFeature, model: Model): FeatureFix {
  const portable = portableForm(feature, model.text);
  if (portable) {
    const { edits, title, isRefused } = portable;
    return { fix: edits, title, safety: isRefused ? 'safe' : 'unsafe' };
  }
  const edit = bashEdit(feature, model);
  return edit ? { fix: () => edit, title: 'Run it in bash', safety: 'unsafe' } : {};
}

/** Whether bash itself is wanted: the file is written for it, or takes arguments, which `.` does not have elsewhere. */
export const isSourceForBash = ({ words: [, file, more] }: Command): boolean => more !== undefined || file?.text.includes('bash') === true;

interface PortableForm {
  readonly edits: (to: Editor) => readonly TextEdit[];
  readonly title: string;
  /** A shell that lacks it fails and the build with it, so nothing that was built can change. */
  readonly isRefused?: boolean;
}

/** Absent where there is no form that is short, or that surely means the same. */
function portableForm(feature: ShellFeature, text: string): PortableForm | undefined {
  const { kind, command, word, script } = feature;
  switch (kind) {
    case 'brace-expansion': {
      const words = word && (expandBraces(word.text)?.join(' ') ?? rangeAsSeq(word.text));
      return words === undefined ? undefined : { edits: (to) => [to.replace(word ?? feature, words)], title: 'Write the words out' };
    }
    case 'echo-flag': {
      const [echo] = command?.words ?? [];
      const printf = command && printfFor(command, script);
      if (!echo || printf === undefined) return undefined;
      return { edits: (to) => [to.replace({ range: [echo.range[0], feature.range[1]] }, printf)], title: 'Use `printf`' };
    }
    case 'double-equals':
      return {
        edits: (to) => [to.replace(feature, '=')],
        title: 'Write `=`',
        isRefused: command !== undefined && failsBuild(command, script),
      };
    case 'source': {
      if (!command || isSourceForBash(command)) return undefined;
      const [, file] = command.words;
      const folder = (to: Editor): readonly TextEdit[] => (file && isInWorkdir(file) ? [to.insertBefore(file, './')] : []);
      return { edits: (to) => [to.replace(feature, '.'), ...folder(to)], title: 'Write `.`', isRefused: failsBuild(command, script) };
    }
    case 'read-without-name': {
      const last = command?.words.at(-1);
      return last && { edits: (to) => [to.insertAfter(last, ' REPLY')], title: 'Name a variable' };
    }
    case 'function-keyword': {
      const { name, range } = feature;
      const hasParentheses = /^[ \t]*\([ \t]*\)/.test(text.slice(range[1], range[1] + 20));
      const edits = (to: Editor): readonly TextEdit[] => [to.replace(feature, hasParentheses ? name : `${name}()`)];
      return { edits, title: `Write \`${name}()\``, isRefused: true };
    }
    default:
      return otherWords(feature, text.slice(feature.range[0], feature.range[1]));
  }
}

/** A bare name that looks like a file of the project; others may well be on the `PATH`. */
const isInWorkdir = ({ value, quoted }: ShellWord): boolean => value !== undefined && !quoted && /^[\w-]*\.[\w.-]+$/.test(value);

/** Where other words for the same stand in the same place. */
function otherWords(feature: ShellFeature, written: string): PortableForm | undefined {
  const form = (text: string, title: string): PortableForm => ({ edits: (to) => [to.replace(feature, text)], title });
  switch (feature.kind) {
    case 'ampersand-redirect':
    case 'ampersand-append':
    case 'redirect-both': {
      const [operator = ''] = /^(?:&>>?|>&)/.exec(written) ?? [];
      const single = operator === '&>>' ? '>>' : '>';
      return operator === '' ? undefined : form(`${single}${written.slice(operator.length)} 2>&1`, `Write \`${single}file 2>&1\``);
    }
    case 'pipe-both':
      return form('2>&1 |', 'Write `2>&1 |`');
    case 'dollar-bracket':
      return form(`$((${written.slice(2, -1)}))`, 'Write `$((…))`');
    case 'locale-string':
      return form(written.slice(1), 'Write `"…"`');
    case 'caret-bracket':
      return form(written.replace('[^', '[!'), 'Write `[!…]`');
    case 'signal-prefix':
    case 'signal-case':
      return /["'\\]/.test(written) ? undefined : form(feature.name, `Write \`${feature.name}\``);
    case 'read-file':
      return /^\$\([ \t]*<[^<>]*\)$/.test(written)
        ? form(written.replace(/^\$\([ \t]*<[ \t]*/, '$(cat '), 'Write `$(cat file)`')
        : undefined;
    default:
      return undefined;
  }
}
