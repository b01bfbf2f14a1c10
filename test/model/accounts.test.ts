import { describe, expect, test } from 'vitest';
import { accountsOf, mayStepDown, shippedUsers, unusedUser } from '../../src/model/accounts.ts';
import { createModel } from '../../src/model/create.ts';
import type { Files, Model } from '../../src/model/model.ts';
import { isRootByDefault, isRunnable, mayStartAsRoot, startOf, startScript } from '../../src/model/start.ts';
import { serviceAccounts } from '../../src/model/system-account.ts';
import { endWithUser, offeredUser } from '../../src/model/user-edit.ts';
import { parse } from '../../src/syntax/parse.ts';

const model = (text: string, files: Readonly<Record<string, string>> = {}): Model =>
  createModel('Dockerfile', parse(text), Object.keys(files).length > 0 ? tree(files) : undefined);

/** Files beside the Dockerfile, none in folders. */
const tree = (files: Readonly<Record<string, string>>): Files => ({
  path: 'Dockerfile',
  read: (path) => files[path],
  list: (path) => (path === '' ? ['Dockerfile', ...Object.keys(files)].map((name) => ({ name, kind: 'file' as const })) : undefined),
});

const accounts = (run: string, image = 'debian:12') => {
  const made = model(`FROM ${image}\nARG NAME=app\nARG UNKNOWN\nRUN ${run}\n`);
  return accountsOf(made.stages[0]!, made).map(({ kind, name, id, group, isSystem }) => [kind, name, id?.text, group, isSystem]);
};

describe('accounts that a RUN makes', () => {
  test.each<[string, string, unknown[][]]>([
    ['debian:12', 'useradd app', [['user', 'app', undefined, undefined, false]]],
    ['debian:12', 'useradd -rm -u1000 -g users app', [['user', 'app', '1000', 'users', true]]],
    ['debian:12', 'useradd --system --uid=70 --gid web app', [['user', 'app', '70', 'web', true]]],
    ['debian:12', 'useradd -c "App user" "$NAME"', [['user', 'app', undefined, undefined, false]]],
    ['debian:12', 'useradd -u $UNKNOWN $UNKNOWN', [['user', undefined, undefined, undefined, false]]],
    [
      'debian:12',
      'groupadd -r app && useradd -r -g app app',
      [
        ['group', 'app', undefined, undefined, true],
        ['user', 'app', undefined, 'app', true],
      ],
    ],
    ['debian:12', 'adduser --disabled-password --gecos "" app', [['user', 'app', undefined, undefined, false]]],
    ['debian:12', 'adduser app sudo', []],
    ['alpine:3.20', 'addgroup app docker', []],
    ['alpine:3.20', 'adduser -u 666 -SHG media sonarr', [['user', 'sonarr', '666', 'media', true]]],
    ['alpine:3.20', 'adduser -D -h /srv app', [['user', 'app', undefined, undefined, false]]],
    ['rockylinux:9', 'adduser -r -d /srv app', [['user', 'app', undefined, undefined, true]]],
    ['debian:12', 'id app || useradd -- app', [['user', 'app', undefined, undefined, false]]],
    ['debian:12', 'usermod -aG sudo app && userdel old', []],
  ])('%s: %s', (image, run, expected) => {
    expect(accounts(run, image)).toEqual(expected);
  });

  test('are shipped with the stage, its bases and a copied /etc/passwd; root is none of them', () => {
    const made = model(
      'FROM debian:12 AS base\nRUN useradd a && useradd -o -u 0 toor\nFROM debian:12 AS build\nRUN useradd b\n' +
        'FROM debian:12 AS other\nRUN useradd c\nFROM base\nCOPY --from=build /etc/passwd /etc/\nCOPY --from=other /x /x\n',
    );
    expect(shippedUsers(made).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

const unused = (rest: string, files?: Readonly<Record<string, string>>) => unusedUser(model(`FROM debian:12\n${rest}\n`, files))?.name;

describe('a user that nothing runs as', () => {
  test.each<[string, string | undefined]>([
    ['RUN useradd app\nCMD ["/app"]', 'app'],
    ['RUN useradd app\nEXPOSE 80', 'app'],
    ['RUN useradd app && chown -R app:app /srv\nCOPY --chown=app . .\nCMD ["/bin/x"]', 'app'],
    ['RUN useradd user && chown user /srv\nCMD ["x"]', 'user'],
    ['RUN useradd -c "the user app" app\nCMD ["x"]', 'app'],
    ['ENV USER=app\nRUN useradd $USER\nCMD ["x"]', 'app'],
    ['RUN useradd app\nWORKDIR /home/app\nRUN echo app.py > /x/app\nCMD ["x"]', 'app'],
    ['RUN useradd app', undefined],
    ['RUN useradd app\nUSER app\nCMD ["x"]', undefined],
    ['RUN useradd -u 7 app\nONBUILD USER 7\nCMD ["x"]', undefined],
    ['ARG WHO\nRUN useradd app\nUSER $WHO\nCMD ["x"]', undefined],
    ['RUN useradd app\nRUN su app -c make\nCMD ["x"]', undefined],
    ['RUN useradd app\nRUN sudo -u app make\nCMD ["x"]', undefined],
    ['RUN useradd app && echo "app ALL=(ALL) ALL" >> /etc/sudoers\nCMD ["x"]', undefined],
    ['RUN useradd app\nRUN ./configure --user=app\nCMD ["x"]', undefined],
    ['RUN useradd app\nENV RUN_USER=app\nCMD ["x"]', undefined],
    ['RUN useradd app\nCOPY <<EOF /etc/x.conf\nuser = app\nEOF\nCMD ["x"]', undefined],
    ['RUN useradd app\nCMD ["nginx"]', undefined],
    ['RUN useradd app\nCMD ["/usr/sbin/sshd", "-D"]', undefined],
    ['RUN useradd app\nENTRYPOINT ["hack/dind"]', undefined],
    ['RUN useradd app\nCOPY up /usr/bin/\nENTRYPOINT ["up"]', undefined],
  ])('%s', (rest, expected) => {
    expect(unused(rest)).toBe(expected);
  });

  test('goes by the script that is started, where that can be read', () => {
    const rest = 'RUN useradd app\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]';
    expect(unused(rest)).toBeUndefined();
    expect(mayStepDown(model(`FROM debian:12\n${rest}\n`), startOf(model(`FROM debian:12\n${rest}\n`)))).toBe(true);
    expect(unused(rest, { 'run.sh': 'exec "$@"' })).toBe('app');
    expect(unused(rest, { 'run.sh': 'exec runuser -u app "$@"' })).toBeUndefined();
    expect(unused(rest, { 'run.sh': 'chown app: /data; exec x' })).toBeUndefined();
  });
});

describe('what a container starts', () => {
  const programs = (rest: string) => startOf(model(`FROM debian:12\n${rest}\n`)).programs;

  test.each<[string, string[]]>([
    ['CMD ["node", "x.js"]', ['node']],
    ['ENTRYPOINT ["/usr/bin/tini", "-g", "--", "/app"]\nCMD ["serve"]', ['/app', 'serve']],
    ['ENTRYPOINT ["/entrypoint.sh", "nginx"]', ['/entrypoint.sh', 'nginx']],
    ['CMD cron && exec apache2 -D FOREGROUND', ['cron', 'apache2']],
    ['CMD ["a"]\nCMD ["b"]', ['b']],
    ['CMD ["a"]\nFROM debian:12\nEXPOSE 1', []],
  ])('%s', (rest, expected) => {
    expect(programs(rest)).toEqual(expected);
  });

  test('a later ENTRYPOINT takes the CMD of the base stage away', () => {
    const { entrypoint, cmd } = startOf(model('FROM debian:12 AS a\nCMD ["a"]\nFROM a\nENTRYPOINT ["b"]\n'));
    expect([entrypoint?.type, cmd]).toEqual(['Entrypoint', undefined]);
  });

  test('a script may stand in the file itself', () => {
    const made = model('FROM debian:12\nCOPY --chmod=755 <<EOF /run.sh\nexec su-exec app x\nEOF\nCMD ["/run.sh"]\n');
    expect(startScript(made, startOf(made))?.text).toContain('su-exec');
    expect(mayStartAsRoot(made, startOf(made))).toBe(true);
  });

  test.each<[string, boolean]>([
    ['FROM debian:12\nCMD ["x"]', true],
    ['FROM private/base\nCMD ["x"]', false],
    ['FROM private/base\nENTRYPOINT ["x"]', false],
    ['FROM private/base\nRUN apt-get install -y curl\nENTRYPOINT ["x"]', true],
    ['FROM private/base\nRUN sudo apt-get install -y curl\nENTRYPOINT ["x"]', false],
    ['FROM jenkins/jenkins:lts\nCMD ["x"]', false],
    ['FROM debian:12\nUSER root\nCMD ["x"]', false],
    ['FROM bitnami/anything\nCMD ["x"]', false],
  ])('root by default: %s', (text, expected) => {
    const made = model(`${text}\n`);
    expect(isRootByDefault(made, startOf(made))).toBe(expected);
  });

  test.each<[string, boolean]>([
    ['FROM nginx:1', true],
    ['FROM php:8-fpm-alpine', true],
    ['FROM php:8-cli', false],
    ['FROM debian:12\nRUN make', false],
    ['FROM debian:12\nHEALTHCHECK CMD true', true],
    ['FROM node:20\nONBUILD COPY . .\nCMD ["npm", "start"]', false],
  ])('made to be run: %s', (text, expected) => {
    const made = model(`${text}\n`);
    expect(isRunnable(made, startOf(made))).toBe(expected);
  });

  test.each<[string, boolean]>([
    ['FROM debian:12\nCMD ["x"]', false],
    ['FROM postgres:16', true],
    ['FROM postgres:16\nENTRYPOINT ["x"]', false],
    ['FROM debian:12\nCMD ["/sbin/init"]', true],
    ['FROM debian:12\nRUN apt-get install -y gosu\nCMD ["x"]', true],
    ['FROM debian:12\nCMD su app -c x', true],
    ['FROM debian:12\nCMD ["x", "--user", "app"]', true],
    ['FROM debian:12\nCMD ["x", "--user-data-dir=/d"]', false],
    ['FROM public.ecr.aws/lambda/python:3.12\nCMD ["app.handler"]', true],
    ['FROM docker:27-dind', true],
    ['FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["x"]', true],
  ])('may start as root: %s', (text, expected) => {
    const made = model(`${text}\n`);
    expect(mayStartAsRoot(made, startOf(made))).toBe(expected);
  });

  test('a GitHub action must be root', () => {
    const made = model('FROM debian:12\nCOPY x /\nCMD ["/x"]\n', {
      x: '',
      'action.yml': 'runs:\n  using: "docker"\n  image: Dockerfile\n',
    });
    expect(mayStartAsRoot(made, startOf(made))).toBe(true);
  });
});

describe('the user that is offered', () => {
  test.each<[string, string | undefined, number]>([
    ['FROM node:20\nCMD ["x"]', 'node', 0],
    ['FROM debian:12\nCMD ["x"]', 'app', 2],
    ['FROM debian:12\nRUN groupadd app\nCMD ["x"]', 'appuser', 2],
    ['FROM debian:12\nRUN useradd web\nCMD ["x"]', 'web', 0],
    ['FROM scratch\nCMD ["x"]', '65532:65532', 0],
    ['FROM gcr.io/distroless/static\nCMD ["x"]', '65532:65532', 0],
    ['FROM registry.access.redhat.com/ubi9/ubi-minimal\nCMD ["x"]', '65532:65532', 0],
    ['FROM nginx:1', undefined, 0],
    ['FROM debian:12\nCMD service nginx start', undefined, 0],
    ['FROM debian:12\nWORKDIR /root/app\nCMD ["x"]', undefined, 0],
    ['FROM debian:12\nENV HOME /root\nCMD ["x"]', undefined, 0],
    ['FROM private/base\nCMD ["x"]', undefined, 0],
  ])('%s', (text, name, commands) => {
    const made = model(`${text}\n`);
    const offered = offeredUser(made, startOf(made));
    expect([offered?.name, offered?.setup.length ?? 0]).toEqual([name, commands]);
  });

  const ended = (text: string) => {
    const edit = endWithUser({ name: 'app', setup: [] }, model(text));
    return edit && text.slice(0, edit.range[0]) + edit.text + text.slice(edit.range[1]);
  };

  test.each<[string, string]>([
    ['FROM a', 'FROM a\nUSER app'],
    ['FROM a\nRUN b\nCMD c\n', 'FROM a\nRUN b\nUSER app\nCMD c\n'],
    ['FROM a\nCMD c\nRUN b\n', 'FROM a\nCMD c\nRUN b\nUSER app\n'],
    [
      'FROM a\nRUN b\n\n# why\n# so\nENTRYPOINT c\nENV d=e\nCMD f\n',
      'FROM a\nRUN b\n\nUSER app\n# why\n# so\nENTRYPOINT c\nENV d=e\nCMD f\n',
    ],
    ['from a\r\n\tcmd b\r\n', 'from a\r\n\tuser app\r\n\tcmd b\r\n'],
    ['FROM a\nRUN b \\\n# in b\n  c\n# of d\nCMD d', 'FROM a\nRUN b \\\n# in b\n  c\nUSER app\n# of d\nCMD d'],
    ['FROM a\nRUN <<E\n# x\nE\nCMD b\n', 'FROM a\nRUN <<E\n# x\nE\nUSER app\nCMD b\n'],
  ])('goes to its place: %j', (text, expected) => {
    expect(ended(text)).toBe(expected);
  });
});

describe('accounts for people that services run as', () => {
  const names = (rest: string) => {
    const made = model(`FROM debian:12\n${rest}\n`);
    return serviceAccounts(made).map(({ kind, name }) => `${kind} ${name ?? ''}`);
  };

  test.each<[string, string[]]>([
    ['RUN groupadd app && useradd -g app app\nUSER app:app', ['group app', 'user app']],
    ['RUN groupadd app && useradd -r -g app app\nUSER app', ['group app']],
    ['RUN groupadd other && useradd app\nUSER app', ['user app']],
    ['RUN useradd app\nRUN apt-get install -y gosu\nCMD ["x"]', ['user app']],
    ['RUN useradd app\nCMD ["x"]', []],
    ['RUN useradd -u 1000 app\nUSER app', []],
    ['RUN groupadd -g 1000 app && useradd -g app app\nUSER app', []],
    ['RUN useradd -G sudo app\nUSER app', []],
    ['RUN useradd app && usermod -aG docker app\nUSER app', []],
    ['RUN useradd app && echo app:x | chpasswd\nUSER app', []],
    ['RUN useradd -m -s /bin/bash docker\nUSER docker\nCMD ["rails", "s"]', ['user docker']],
    ['RUN useradd -m -s /bin/bash dev\nUSER dev\nCMD ["bash"]', []],
  ])('%s', (rest, expected) => {
    expect(names(rest)).toEqual(expected);
  });
});
