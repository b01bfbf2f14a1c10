import { describe, expect, it } from 'vitest';
import { planRoute, walk } from '../../src/engine/walk.ts';
import { createModel } from '../../src/model/create.ts';
import type { NodeType } from '../../src/nodes.ts';
import { parse } from '../../src/syntax/parse.ts';
import { visitorKeys } from '../../src/visitor-keys.ts';

const text = `# syntax=docker/dockerfile:1
# a comment
ARG A=1
FROM debian:\${A:-\${B}} AS base
ENV C=$A D="e f"
LABEL g=h
ARG I
EXPOSE 80:8080/tcp $C
USER $C
WORKDIR /a/$C
VOLUME /a/$C
STOPSIGNAL SIGTERM
SHELL ["/bin/bash", "-c"]
COPY --chown=$C a $C /b/
ADD --checksum=$C c d
RUN --mount=type=cache,target=/$C apt-get install -y curl
RUN <<EOF
npm install x | tee y && (z)
f() { if a; then b; fi; for c in d; do [[ -f e ]]; done; case g in h) i;; esac; }
EOF
RUN ["sh", "-c", "make"]
HEALTHCHECK CMD curl localhost
ONBUILD COPY --from=$C e f
MAINTAINER me
FOO bar $C
ENTRYPOINT ["a", "b"]
CMD a \\d <<< b
`;

/** How often each of the types is met when only they are visited. */
function counts(types: readonly NodeType[]): Readonly<Record<string, number>> {
  const met: Record<string, number> = {};
  walk(createModel('Dockerfile', parse(text)), planRoute(types), {
    node: ({ type }) => {
      met[type] = (met[type] ?? 0) + 1;
    },
    scriptsIn: (_, go) => {
      go();
    },
  });
  return met;
}

describe('a walk', () => {
  const types = (Object.keys(visitorKeys) as NodeType[]).filter((type) => type !== 'Suppression');
  const all = counts(types);

  it('meets every type of node', () => {
    expect(types.filter((type) => all[type] === undefined)).toEqual([]);
  });

  it.each(types)('meets as many %s when nothing else is visited', (type) => {
    expect(counts([type])).toEqual({ [type]: all[type] });
  });
});
