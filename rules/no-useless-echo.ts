import type { Model } from '../src/model/model.ts';
import { isPlainText } from '../src/model/shell-quotes.ts';
import type { Command, Expansion, ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile, type Fix } from '../src/rule.ts';

export default defineRule({
  name: 'no-useless-echo',
  summary: 'Disallow `$(echo …)` and `echo $(…)`.',
  why: 'What `echo` prints is there already, and on the way through it words are split and the exit status is lost.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Do without `echo`',
  codes: { shellcheck: ['SC2116', 'SC2005'] },
  mentions: ['echo'],
  messages: {
    substituted: '`echo` only hands on what is there. Write the text itself for `{{text}}`.',
    printed: 'The command prints this by itself. Write it without `echo` and `$( )`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN a=«$(echo "$B")» && «echo "$(date)"» > f && «echo $(make)» | tail
      `,
      good: dockerfile`
        FROM debian:12
        RUN a="$B" && date > f && make | tail
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN make "«$(echo a-$C)»" && b=«$(echo $D $E)» && «echo "$(a | b)"»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN a=$(echo "$B" | tr a b) && b=$(echo *.c) && echo "built $(date)" && c=$(echo -n a) && echo -n "$(date)"
        RUN d=$(echo a; echo b) && echo a $(cat list) | tee e
      `,
    },
  ],

  visit: {
    ShellWord(word, context) {
      for (const expansion of word.expansions) {
        const echo = onlyCommand(expansion);
        if (expansion.kind !== 'command' || echo?.name !== 'echo' || !isPlainEcho(echo)) continue;
        context.report({
          at: expansion,
          message: 'substituted',
          data: { text: expansion.text },
          codes: ['SC2116'],
          fix: textItself(word, expansion, echo, context),
        });
      }
    },
    Command(command, context) {
      const [, word, more] = command.words;
      if (command.name !== 'echo' || !word || more || command.wrappers.length > 0) return;
      const [expansion] = word.expansions;
      const isWhole = expansion?.kind === 'command' && [expansion.text, `"${expansion.text}"`].includes(word.text);
      if (!isWhole || expansion.body?.length !== 1) return;
      const inside =
        expansion.text.startsWith('$(') && expansion.body[0]?.type === 'Command' ? expansion.text.slice(2, -1).trim() : undefined;
      const at = { range: [command.range[0], word.range[1]] as const };
      const isExact = context.text.slice(...word.range) === word.text;
      const fix: Fix | undefined =
        inside !== undefined && isExact ? (edit) => (isPlainText(command, context) ? edit.replace(at, inside) : null) : undefined;
      context.report({ at, message: 'printed', codes: ['SC2005'], fix });
    },
  },
});

/** `a=$(echo "$b")` is `a="$b"`: an assignment is not split. */
function textItself(word: ShellWord, expansion: Expansion, { words, redirections }: Command, model: Model): Fix | undefined {
  const [, text, more] = words;
  if (!text || more || redirections.length > 0 || word.role !== 'assignment' || word.text !== expansion.text) return undefined;
  return (edit) => (isPlainText(word, model) ? edit.replace(expansion, model.text.slice(...text.range)) : null);
}

function onlyCommand({ body = [] }: Expansion): Command | undefined {
  const [only, more] = body;
  return only?.type === 'Command' && !more ? only : undefined;
}

/** Words that come out as they are: no options, no wildcards, no braces, nothing that it runs. */
const isPlainEcho = ({ words, wrappers }: Command): boolean =>
  wrappers.length === 0 &&
  words.length > 1 &&
  !(words[1]?.text ?? '').startsWith('-') &&
  words.every(({ expansions }) => expansions.every(({ kind }) => kind === 'variable' || kind === 'arithmetic'));
