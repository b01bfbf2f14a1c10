import type { Command, Comparison, ShellWord } from '../nodes.ts';

/** What `[ … ]` and `test …` compare; nothing for other commands. `[[ … ]]` is a node of its own. */
export function comparisonsOf({ name, words }: Command): readonly Comparison[] {
  const last = words.at(-1);
  if (name !== 'test' && (name !== '[' || last?.text !== ']')) return [];
  const found: Comparison[] = [];
  let part: ShellWord[] = [];
  const close = (): void => {
    const [first, second, third, more] = part;
    if (first && second && third && !more && binary.test(second.text)) found.push({ operator: second.text, left: first, right: third });
    else if (first && second && !third && /^-[a-zA-Z]$/.test(first.text)) found.push({ operator: first.text, right: second });
    part = [];
  };
  for (const word of words.slice(1, name === '[' ? -1 : undefined)) {
    if (!word.quoted && /^(?:-a|-o|!|\\?[()])$/.test(word.text) && (part.length !== 1 || word.text === '-o' || word.text === '-a')) close();
    else part.push(word);
  }
  close();
  return found;
}

const binary = /^(?:==?|!=|\\?[<>]|=~|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/;
