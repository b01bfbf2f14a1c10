import { isSignal, signalNames } from '../src/knowledge/signals.ts';
import { nearestName } from '../src/model/nearest-name.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-stopsignal',
  summary: 'Require a signal in `STOPSIGNAL`.',
  why: 'The build fails at a signal that nobody knows.',
  category: 'runtime',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Write the signal that was most likely meant',
  codes: { dockerfileUtils: ['INVALID_SIGNAL'] },
  mentions: ['stopsignal'],
  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal'],
  messages: {
    unknown: "'{{text}}' is no signal. Write its name, such as `SIGQUIT`, or its number.",
    similar: "'{{text}}' is no signal; `{{name}}` is most likely meant.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.27
        STOPSIGNAL «SIGQIUT»
      `,
      good: dockerfile`
        FROM nginx:1.27
        STOPSIGNAL SIGQUIT
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        STOPSIGNAL «SIGTERM SIGKILL»
        STOPSIGNAL «0»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        STOPSIGNAL term
        STOPSIGNAL SIGRTMIN+3
        STOPSIGNAL 9
        STOPSIGNAL \${SIGNAL:-QUIT}
      `,
    },
  ],

  visit: {
    Stopsignal({ signal }, { report }) {
      if (!signal || signal.variables.length > 0 || isSignal(signal.value)) return;
      const { value: text } = signal;
      const near = nearestName(text.toUpperCase().replace(/^SIG/, ''), signalNames);
      const name = `${/^sig/i.test(text) ? 'SIG' : ''}${near ?? ''}`;
      if (near === undefined) report({ at: signal, message: 'unknown', data: { text } });
      else report({ at: signal, message: 'similar', data: { text, name }, fix: (edit) => edit.replace(signal, name) });
    },
  },
});
