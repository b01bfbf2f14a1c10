import { cdsIn } from '../src/model/shell-cd.ts';
import { listsIn } from '../src/model/shell-lists.ts';
import { stopsAtFailure } from '../src/model/errexit.ts';
import type { ShellNode } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-cd-back',
  summary: 'Disallow `cd ..` to come back from a `cd` that may have failed.',
  why: 'Where the first `cd` failed, the way back leads one folder too far up. In a subshell, the way back takes care of itself.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  codes: { shellcheck: ['SC2103'] },
  mentions: ['cd'],
  messages: { back: 'This leads elsewhere when the `cd` before failed. Put both into `( … )` instead of going back.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN for dir in a b; do cd $dir; make; «cd ..»; done; cd c; make; «cd -»; ls
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN for dir in a b; do (cd $dir && make); done; cd a && make; cd ..
        RUN set -e; cd a; make; cd ..
      `,
    },
  ],

  visit: {
    ShellScript(script, context) {
      const unchecked = new Set<ShellNode>(cdsIn(script).flatMap(({ command, isUnchecked }) => (isUnchecked ? [command] : [])));
      if (unchecked.size === 0 || stopsAtFailure(script, context)) return;
      for (const { nodes, part } of listsIn(script)) {
        if (part !== 'body') continue;
        let isAway = false;
        for (const node of nodes) {
          if (node.type !== 'Command' || node.name !== 'cd') continue;
          const isBack = /^(?:-|\.\.(?:\/\.\.)*\/?)$/.test(node.words[1]?.text ?? '');
          if (isBack && isAway) context.report({ at: node, message: 'back' });
          isAway = !isBack && unchecked.has(node);
        }
      }
    },
  },
});
