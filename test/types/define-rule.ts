// Compile-time tests: `tsc --noEmit` fails where a line below an expect-error is no error.
import { boolean, oneOf } from '../../src/options.ts';
import { defineRule } from '../../src/rule.ts';

const words = { name: 'no-x', summary: 'X.', why: 'Y.', category: 'style', severity: 'warning' } as const;

export const accepted = defineRule({
  ...words,
  fix: 'safe',
  fixTitle: 'Take it out',
  options: { mode: oneOf(['a', 'b'], { default: 'a', describe: '' }), strict: boolean({ default: false, describe: '' }) },
  messages: { hit: 'Saw {{what}} {{count}} times.', plain: 'No.' },
  examples: [
    { options: { mode: 'b' }, bad: '' },
    // @ts-expect-error not one of the values
    { options: { mode: 'c' }, bad: '' },
    // @ts-expect-error no such option
    { options: { modus: 'b' }, bad: '' },
  ],
  visit: {
    Port(port, { report, options, stages }) {
      report({ at: port, message: 'hit', data: { what: port.text, count: stages.length } });
      report({ at: port, message: 'plain', fix: (edit) => edit.remove(port), safety: 'unsafe', codes: ['DL3000'] });
      // @ts-expect-error no such message
      report({ at: port, message: 'nope' });
      // @ts-expect-error the message has placeholders
      report({ at: port, message: 'hit' });
      // @ts-expect-error a placeholder is missing
      report({ at: port, message: 'hit', data: { what: port.text } });
      // @ts-expect-error misspelt placeholder
      report({ at: port, message: 'hit', data: { wath: port.text, count: 1 } });
      // @ts-expect-error the message has no placeholders
      report({ at: port, message: 'plain', data: { what: '' } });
      // @ts-expect-error no such class of fix
      report({ at: port, message: 'plain', safety: 'risky' });
      // @ts-expect-error a place has a range
      report({ at: port.text, message: 'plain' });
      // @ts-expect-error no such option
      console.log(options.nope);
      const strict: boolean = options.strict;
      const mode: 'a' | 'b' = options.mode;
      console.log(strict, mode);
      // @ts-expect-error Port has no args
      console.log(port.args);
      // @ts-expect-error nodes are immutable
      port.text = '';
      // @ts-expect-error the model is immutable
      stages.length = 0;
    },
    // @ts-expect-error no such node
    Prot() {
      return;
    },
  },
});

const rest = { messages: { plain: 'No.' }, examples: [], visit: {} } as const;

// @ts-expect-error no such severity
defineRule({ ...words, ...rest, severity: 'warn' });
// @ts-expect-error no such category
defineRule({ ...words, ...rest, category: 'correctness' });
// @ts-expect-error a fix has a title
defineRule({ ...words, ...rest, fix: 'safe' });
// @ts-expect-error a title without a fix
defineRule({ ...words, ...rest, fixTitle: 'Mend it' });
// @ts-expect-error no such tool
defineRule({ ...words, ...rest, codes: { hadolnt: ['DL3000'] } });
// @ts-expect-error no such preset
defineRule({ ...words, ...rest, presets: ['all'] });
// @ts-expect-error a rule says why
defineRule({ ...words, ...rest, why: undefined });

// @ts-expect-error a default must be one of the values
oneOf(['a', 'b'], { default: 'c', describe: '' });
// @ts-expect-error a default has the option's type
boolean({ default: 'yes', describe: '' });
