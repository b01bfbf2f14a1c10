import { defineRule, type AnyRule, type Context } from '../rule.ts';
import type { ShellScript } from '../nodes.ts';

/** Whoever can start ShellCheck puts the answers in; until then the rule is silent. */
export interface ShellcheckHost {
  visit?: (script: ShellScript, context: ShellcheckContext) => void;
}

export type ShellcheckContext = Context<typeof messages>;

const messages = { said: '{{text}}' } as const;

/** The rule under whose name stands what ShellCheck says. It is no member of `rules/`: only a host with child processes has it. */
export function shellcheckRule(host: ShellcheckHost = {}): AnyRule {
  const rule = defineRule({
    name: 'shellcheck',
    summary: 'Report what an installed ShellCheck says of the scripts in a Dockerfile.',
    why: 'ShellCheck knows some hundred more pitfalls of shells than the rules here. With `shellcheck: true` or `--shellcheck` it is run once for all files, and what no rule of plimsoll has said is reported under its own codes.',
    category: 'shell',
    severity: 'warning',
    presets: [],
    fix: 'unsafe',
    fixTitle: "Apply ShellCheck's own fix",
    relays: { prefix: 'SC', from: 1000, to: 3999 },
    references: ['https://www.shellcheck.net/wiki/'],
    messages,
    examples: [],
    visit: {
      ShellScript(script, context) {
        host.visit?.(script, context);
      },
    },
  });
  return rule;
}
