import { describe, expect, it } from 'vitest';
import { parse } from '../../src/syntax/parse.ts';

/** What is wrong with one instruction behind a FROM, and the text that it is said of. */
const problems = (instruction: string): readonly string[] => {
  const text = `FROM alpine:3.20\n${instruction}\n`;
  return parse(text).problems.map(({ code, range }) => `${code}: ${text.slice(...range)}`);
};

/** As BuildKit 0.26 has it (`dockerfile2llb`, asked without a network); what hangs on a variable or on WORKDIR is for the build to say. */
const refused: readonly (readonly [string, string])[] = [
  ['HEALTHCHECK --interval=5 CMD x', 'duration: 5'],
  ['HEALTHCHECK --timeout=abc CMD x', 'duration: abc'],
  ['HEALTHCHECK --start-period=1us CMD x', 'duration: 1us'],
  ['HEALTHCHECK --start-interval=-5s CMD x', 'duration: -5s'],
  ['HEALTHCHECK --interval=1d CMD x', 'duration: 1d'],
  ['HEALTHCHECK --interval=5S CMD x', 'duration: 5S'],
  ['HEALTHCHECK --interval=1h1 CMD x', 'duration: 1h1'],
  ['HEALTHCHECK --interval=. CMD x', 'duration: .'],
  ['HEALTHCHECK --interval=9999999h CMD x', 'duration: 9999999h'],
  ['HEALTHCHECK --interval=$I CMD x', 'duration: $I'],
  ['HEALTHCHECK --retries=-1 CMD x', 'retries: -1'],
  ['HEALTHCHECK --retries=1.5 CMD x', 'retries: 1.5'],
  ['HEALTHCHECK --retries=99999999999 CMD x', 'retries: 99999999999'],
  ['COPY --chmod=999 a /b', 'chmod: 999'],
  ['COPY --chmod=77777 a /b', 'chmod: 77777'],
  ['ADD --chmod=u+q a /b', 'chmod: u+q'],
  ['COPY --link=yes a /b', 'boolean-flag: yes'],
  ['COPY --parents= a /b', 'flag-value: --parents='],
  ['ADD --keep-git-dir=maybe https://example.com/b.git /b', 'boolean-flag: maybe'],
  ['COPY https://example.com/a /b', 'remote-source: https://example.com/a'],
  ['COPY git@github.com:a/b.git /b', 'remote-source: git@github.com:a/b.git'],
  ['ADD --checksum=foo https://example.com/a /b', 'checksum: --checksum=foo'],
  ['ADD --checksum=sha256:abc https://example.com/a /b', 'checksum: --checksum=sha256:abc'],
  [`ADD --checksum=md5:${'a'.repeat(32)} https://example.com/a /b`, `checksum: --checksum=md5:${'a'.repeat(32)}`],
  [`ADD --checksum=sha256:${'a'.repeat(64)} a /b`, `checksum: --checksum=sha256:${'a'.repeat(64)}`],
  [`ADD --checksum=${'a'.repeat(40)} https://example.com/a /b`, `checksum: --checksum=${'a'.repeat(40)}`],
  ['COPY a <<EOF\nx\nEOF', 'heredoc-destination: <<EOF'],
  ['VOLUME ["a", " "]', 'empty-volume: " "'],
  ['RUN --network=HOST x', 'network: HOST'],
  ['RUN --network=$N x', 'network: $N'],
  ['RUN --security=foo x', 'security: foo'],
  ['RUN --device= x', 'flag-value: --device='],
  ['FROM --platform=foo a', 'platform: foo'],
  ['FROM --platform=linux/amd64/v2/x a', 'platform: linux/amd64/v2/x'],
  ['RUN --mount=type=cach,target=/x x', 'mount-option: type=cach'],
  ['RUN --mount=type=cache,targt=/x x', 'mount-option: targt'],
  ['RUN --mount=type=cache,foo,target=/x x', 'mount-option: foo'],
  ['RUN --mount=type=cache,id,target=/x x', 'mount-option: id'],
  ['RUN --mount=type=cache,,target=/x x', 'mount-option: type=cache,,target=/x'],
  ['RUN --mount=type=cache,target=/x,sharing=foo x', 'mount-option: sharing=foo'],
  ['RUN --mount=type=cache,target=/x,size=10m x', 'mount-option: size=10m'],
  ['RUN --mount=type=cache,target=/x,mode=0o755 x', 'mount-option: mode=0o755'],
  ['RUN --mount=type=cache,target=/x,required x', 'mount-option: required'],
  ['RUN --mount=type=cache,target=/ x', 'mount-option: target=/'],
  ['RUN --mount=type=tmpfs,target=/x,size=abc x', 'mount-option: size=abc'],
  ['RUN --mount=size=10m,type=tmpfs,target=/x x', 'mount-option: size=10m'],
  ['RUN --mount=type=bind,target=/x,sharing=locked x', 'mount-option: sharing=locked'],
  ['RUN --mount=target=/x,mode=0755 x', 'mount-option: mode=0755'],
  ['RUN --mount=type=bind,target=/x,rw=maybe x', 'mount-option: rw=maybe'],
  ['RUN --mount=type=secret x', 'mount-option: type=secret'],
  ['RUN --mount=type=secret,id=x,uid=a x', 'mount-option: uid=a'],
  ['RUN --mount=type=secret,id=x,required=yes x', 'mount-option: required=yes'],
  ['RUN --mount=required,type=secret,id=x x', 'mount-option: required'],
  ['RUN --mount=type=secret,src=/x,id=y x', 'mount-option: src=/x'],
  ['RUN --mount=type=secret,from=a,id=x x', 'mount-option: from=a'],
];

const accepted: readonly string[] = [
  'HEALTHCHECK --interval=1m30s --timeout=1.5h --start-period=0 --start-interval=+.5s --retries=0 CMD x',
  'HEALTHCHECK --interval= --retries= CMD x',
  'HEALTHCHECK --interval=5 NONE',
  'COPY --chmod=07777 a /b',
  'COPY --chmod=u=rwX,go=rX a /b',
  'COPY --chmod=+x a /b',
  'COPY --chmod=$M --link=FALSE --parents a /b',
  'ADD --unpack --keep-git-dir=true https://example.com/a.git /b',
  `ADD --checksum=sha384:${'a'.repeat(96)} https://example.com/a /b`,
  'ADD --checksum=0123abc https://github.com/a/b.git#main /b',
  'ADD --checksum=$SUM https://example.com/a /b',
  'COPY ftp://example.com/a /b',
  'VOLUME $V /a',
  'RUN --network=none --security=insecure --device=vendor.com/class=x,required x',
  'FROM --platform=linux/arm/v7 a',
  'FROM --platform=windows(10.0.20348)/amd64 a',
  'FROM --platform=arm64 a',
  'FROM --platform= a',
  'FROM --platform=$BUILDPLATFORM a',
  'RUN --mount=type=secret,id=t,env=TOK,required x',
  'RUN --mount=target=/c,type=CACHE,sharing=LOCKED,mode=1777,uid=1,gid=1 --mount=type=bind,dst=/s,src=.,ro=false x',
  'RUN --mount=target=. --mount=type=tmpfs,target=/x,size=1.5g --mount=type=ssh,required=true,mode=0600 x',
  'RUN --mount=type=$T,target=/x,size=1 --mount=type=secret,id=a,source= x',
];

describe('values that BuildKit', () => {
  it.each(refused)('refuses: %s', (instruction, expected) => {
    expect(problems(instruction)).toEqual([expected]);
  });

  it.each(accepted)('takes: %s', (instruction) => {
    expect(problems(instruction)).toEqual([]);
  });

  it.each([
    ['# check=skip=all;error=true', ''],
    ['# check=experimental=A,B', ''],
    ['# check=foo=bar', 'check-directive: foo=bar'],
    ['# check=skip', 'check-directive: skip'],
    ['# check=skip=A;error=maybe', 'check-directive: skip=A;error=maybe'],
  ])('reads in %s', (directive, expected) => {
    const text = `${directive}\nFROM a\n`;
    expect(
      parse(text)
        .problems.map(({ code, range }) => `${code}: ${text.slice(...range)}`)
        .join(),
    ).toBe(expected);
  });
});
