import { featureCode, featureCodes } from '../src/knowledge/shell-features.ts';
import { featureFix } from '../src/model/feature-edits.ts';
import { missingFeature } from '../src/model/missing-features.ts';
import type { ShellFeatureKind } from '../src/nodes.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-bash-only-feature',
  summary: 'Disallow what bash has in a script that is read by a shell without it.',
  why: 'Arrays, `<<<`, `&>`, `function`, `$RANDOM` and many more are unknown to the `sh` of most images: the script fails there, or does something else without a word.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Run it in bash',
  codes: { shellcheck: featureCodes(['SC3009', 'SC3010', 'SC3014', 'SC3037', 'SC3046']) },
  references: ['https://www.shellcheck.net/wiki/SC2039', 'https://wiki.ubuntu.com/DashAsBinSh'],
  options: {
    posix: boolean({
      default: false,
      describe: 'Report all that POSIX does not have, such as `local`, whether the shell of the image has it or not; bash scripts apart.',
    }),
  },
  messages: { lacks: '{{shell}} has no {{what}}. {{instead}}.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN make «&> /dev/null» && make check «|&» tee log
        RUN «function f» { make; }; f
        RUN trap 'rm -f a' «SIGTERM» && rm «[^a]»* && echo "«$(<a)»"
      `,
      good: dockerfile`
        FROM debian:12
        RUN make > /dev/null 2>&1 && make check 2>&1 | tee log
        RUN f() { make; }; f
        RUN trap 'rm -f a' TERM && rm [!a]* && echo "$(cat a)"
      `,
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN a=«(b c)» && for x in "«\${a[@]}»"; do make "$x"; done
        RUN diff «<(sort a)» «<(sort b)» && cat «<<< x» && echo "«$RANDOM»"
      `,
      good: dockerfile`
        FROM ubuntu:24.04
        SHELL ["/bin/bash", "-c"]
        RUN a=(b c) && for x in "\${a[@]}"; do make "$x"; done
        RUN diff <(sort a) <(sort b) && cat <<< x && echo "$RANDOM"
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN «pushd» /src && x=\${y//a/b} && make "«\${x^^}»" && «popd»
      `,
      note: "Alpine has no bash, and BusyBox's shell has `${y//a/b}`.",
    },
    {
      bad: dockerfile`
        FROM example.com/base
        RUN f() { «local» a=1; }; f
      `,
      options: { posix: true },
    },
    {
      good: dockerfile`
        FROM debian:12
        ARG UID=1000
        RUN f() { local a=1; }; f && useradd -u "$UID" app && echo "\${HOSTNAME:-none}"
        RUN bash -c 'a=(b c); diff <(sort a) b' && sed s/[^a]// b
        RUN <<EOF
        #!/usr/bin/env bash
        a=(b c)
        EOF
        SHELL ["/bin/bash", "-c"]
        RUN a=(b c) && make &> log
        FROM rockylinux:9
        RUN a=(b c) && make &> log
      `,
      note: 'Every `sh` has `local`, the file itself sets `UID`, and the rest is read by bash.',
    },
  ],

  visit: {
    ShellFeature(feature, context) {
      const { kind, name } = feature;
      if (elsewhere.has(kind) || (kind === 'set-option' && name === 'pipefail')) return;
      const missing = missingFeature(feature, context, context.options.posix);
      if (!missing) return;
      const code = featureCode(kind, name);
      context.report({
        at: feature,
        message: 'lacks',
        data: { ...missing },
        ...featureFix(feature, context),
        codes: code === undefined ? [] : [code],
      });
    },
  },
});

/** What rules of their own speak of. */
const elsewhere: ReadonlySet<ShellFeatureKind> = new Set<ShellFeatureKind>([
  'brace-expansion',
  'double-bracket',
  'double-equals',
  'echo-flag',
  'source',
]);
