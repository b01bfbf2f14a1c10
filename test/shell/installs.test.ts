import { describe, expect, it } from 'vitest';
import { packageManagerEntries, packageManagers, type PackageManager } from '../../src/knowledge/package-managers.ts';
import type { Install, ShellScript } from '../../src/nodes.ts';
import { answers, installsOf, managerCallOf, optionPresent, pinState } from '../../src/shell/installs.ts';
import { parseScript } from '../../src/shell/script.ts';
import { joined } from './joined.ts';

const script = (text: string): ShellScript => parseScript(joined(text), 'bash', 'instruction');
const installs = (text: string): readonly Install[] => installsOf(script(text));
const only = (text: string): Install => {
  const [install] = installs(text);
  if (!install) throw new Error(`no install in ${text}`);
  return install;
};
const summary = ({ manager, verb, options, packages }: Install) =>
  `${manager} ${verb.text} [${options.map(({ name, value }) => (value ? `${name} ${value.text}` : name)).join(', ')}] ${packages.map(({ text }) => text).join(' ')}`.trim();

describe('installsOf', () => {
  it.each([
    ['apt-get -qq -y install --no-install-recommends curl git=1:2', 'apt install [-qq, -y, --no-install-recommends] curl git=1:2'],
    ['apt-get install -t bookworm-backports -y jdk', 'apt install [-t bookworm-backports, -y] jdk'],
    ['apt-get -o Dpkg::Use-Pty=0 -yo X=1 install a', 'apt install [-o Dpkg::Use-Pty=0, -yo X=1] a'],
    ['apt-get -oX=1 install a', 'apt install [-o] a'],
    ['apt-get install --target-release=stable a -- b', 'apt install [--target-release] a b'],
    ['apt-get $OPTS install a', 'apt install [] a'],
    ['DEBIAN_FRONTEND=noninteractive sudo apt install a > /dev/null', 'apt install [] a'],
    ['/usr/bin/apt-get install $PKGS "lib${X}-dev"', 'apt install [] $PKGS "lib${X}-dev"'],
    ['apk add --no-cache -t .deps gcc musl-dev', 'apk add [--no-cache, -t .deps] gcc musl-dev'],
    ['apk --no-cache --virtual=.x add gcc', 'apk add [--no-cache, --virtual] gcc'],
    [
      'dnf --installroot /r install curl -y --releasever 9 --setopt install_weak_deps=false',
      'dnf install [--installroot /r, -y, --releasever 9, --setopt install_weak_deps=false] curl',
    ],
    ['dnf module install nginx:1.18 -y', 'dnf install [-y] nginx:1.18'],
    ['yum -y groupinstall "Development Tools"', 'yum groupinstall [-y] "Development Tools"'],
    ['zypper --non-interactive -C /c in -t pattern -y curl', 'zypper in [--non-interactive, -C /c, -t pattern, -y] curl'],
    ['zypper -n install -C perl', 'zypper install [-n, -C] perl'],
    ['pacman -Syu --noconfirm git base-devel', 'pacman -Syu [-Syu, --noconfirm] git base-devel'],
    ['pip install -r requirements.txt -e . requests', 'pip install [-r requirements.txt, -e .] requests'],
    ['python3 -m pip --no-cache-dir install -Ur r.txt', 'pip install [--no-cache-dir, -Ur r.txt]'],
    ['python3.12 -Im pip install a', 'pip install [] a'],
    ['conda run -n env pip install a', 'pip install [] a'],
    ['poetry run pip install a', 'pip install [] a'],
    ['uv pip install --system -r r.txt', 'uv install [--system, -r r.txt]'],
    ['uv sync --locked --no-dev', 'uv sync [--locked, --no-dev]'],
    ['uv tool install ruff==1', 'uv install [] ruff==1'],
    ['conda env create -f env.yml', 'conda create [-f env.yml]'],
    ['micromamba install -yn base -c conda-forge python=3.12', 'conda install [-yn base, -c conda-forge] python=3.12'],
    ['npm --prefix /app ci --omit dev', 'npm ci [--prefix /app, --omit dev]'],
    ['npm i -g npm@latest --registry https://e.com', 'npm i [-g, --registry https://e.com] npm@latest'],
    ['yarn', 'yarn yarn []'],
    ['yarn --frozen-lockfile', 'yarn yarn [--frozen-lockfile]'],
    ['yarn global add serve', 'yarn add [] serve'],
    ['corepack pnpm install --frozen-lockfile', 'pnpm install [--frozen-lockfile]'],
    ['gem install rake -v 1.2 nokogiri -- --use-system-libraries', 'gem install [-v 1.2] rake nokogiri'],
    ['bundle', 'bundler bundle []'],
    ['go install -ldflags "-s -w" example.com/x@latest', 'go install [-ldflags "-s -w"] example.com/x@latest'],
    ['go install -ldflags="-s -w" example.com/x@v1', 'go install [-ldflags] example.com/x@v1'],
    ['go mod download -x', 'go download [-x]'],
    ['cargo +nightly install --locked --version 1 ripgrep', 'cargo install [--locked, --version 1] ripgrep'],
    ['php -d memory_limit=-1 composer.phar require a/b:1', 'composer require [] a/b:1'],
    ['docker-php-ext-install -j "$(nproc)" gd intl', 'phpExtensions docker-php-ext-install [-j "$(nproc)"] gd intl'],
    ['xbps-install -Sy curl', 'xbps xbps-install [-Sy] curl'],
    ['emerge --quiet-build dev-vcs/git', 'emerge emerge [--quiet-build] dev-vcs/git'],
    ['cpanm --notest Mojolicious@9', 'cpanm cpanm [--notest] Mojolicious@9'],
    ['xargs -a pkgs.txt apt-get install -y', 'apt install [-y]'],
  ])('%s', (text, expected) => {
    expect(installs(text).map(summary)).toEqual([expected]);
  });

  it.each([
    'apt-get update',
    'apt-get remove install',
    'apt-cache install',
    'apt-get',
    'npm run install',
    'npm run add x',
    'yarn build',
    'yarn --version',
    'pnpm',
    'pip freeze',
    'python -m pip',
    'python setup.py install',
    'python script.py -m pip install x',
    'conda clean -afy',
    'conda run -n env python app.py',
    'uv run app.py',
    'go build ./...',
    'go mod tidy',
    'pacman -Sy',
    'pacman -Scc --noconfirm',
    'pacman -Qs curl',
    'xbps-install -Su',
    'emerge --sync',
    'emerge --unmerge foo',
    'cpanm --version',
    'make install',
    '$PM install curl',
    'echo apt-get install curl',
  ])('%s installs nothing', (text) => {
    expect(installs(text)).toEqual([]);
  });

  it('keeps the order written, in branches and substitutions as well', () => {
    const text = 'apt-get update && if true; then apk add a; fi; x=$(pip install b); (npm ci)';
    expect(installs(text).map(({ manager }) => manager)).toEqual(['apk', 'pip', 'npm']);
  });

  it('has the range of its words and the verb as a place for a fix', () => {
    const text = 'x && python -m pip \\\n install a > log';
    const { range, verb } = only(text);
    expect(text.slice(...range).replace('\\\n', '')).toBe('python -m pip  install a');
    expect(text.slice(...verb.range)).toBe('install');
  });

  it.each(packageManagerEntries.map(([name, row]) => [name, row] as const))('finds the example of %s', (name, row: PackageManager) => {
    const [verb = ''] = row.verbs.install ?? [];
    const option = row.operations && !row.verbless ? '-S' : '';
    const [command] = row.commands;
    const install = only([command, verb, option, row.yes?.write, row.lean?.write, row.example].filter(Boolean).join(' '));
    expect(install.manager).toBe(name);
    expect(install.packages.map(({ text }) => text)).toEqual(row.example ? [row.example] : []);
    for (const answer of [row.yes, row.lean]) if (answer) expect(answers(install, answer)).toBe(true);
    if (row.pin && row.example) {
      const [word] = install.packages;
      expect(word && pinState(install, word)).toBe('open');
      const pinned = only(
        [command, verb, option, `${row.example}${row.pin.write.replace('<version>', '1.2.3')}`].filter(Boolean).join(' '),
      );
      const [first] = pinned.packages;
      if (name !== 'emerge') expect(first && pinState(pinned, first)).toBe('pinned');
    }
  });
});

describe('managerCallOf', () => {
  it.each([
    ['apt-get update -qq', 'apt refresh update'],
    ['apt-get -y dist-upgrade', 'apt upgrade dist-upgrade'],
    ['apt-get purge -y --auto-remove gcc', 'apt remove purge'],
    ['apk upgrade --no-cache', 'apk upgrade upgrade'],
    ['apk del .deps', 'apk remove del'],
    ['dnf -y upgrade', 'dnf upgrade upgrade'],
    ['dnf clean all', 'dnf clean clean'],
    ['yum makecache', 'yum refresh makecache'],
    ['zypper ref', 'zypper refresh ref'],
    ['zypper cc -a', 'zypper clean cc'],
    ['pacman -Syu --noconfirm', 'pacman upgrade -Syu'],
    ['pacman -Sy', 'pacman refresh -Sy'],
    ['pacman -Rns foo', 'pacman remove -Rns'],
    ['pacman -Scc', 'pacman clean -Scc'],
    ['npm cache clean --force', 'npm clean clean'],
    ['yarn cache clean', 'yarn clean clean'],
    ['bun pm cache rm', 'bun clean rm'],
    ['uv cache prune', 'uv clean prune'],
    ['conda clean -afy', 'conda clean clean'],
    ['emerge --sync', 'emerge refresh emerge'],
  ])('%s', (text, expected) => {
    const [command] = script(text).commands;
    const call = command && managerCallOf(command);
    expect(call && `${call.manager} ${call.action} ${call.verb.text}`).toBe(expected);
  });
});

describe('optionPresent and answers', () => {
  const { apt, dnf, microdnf, zypper, pip, conda } = packageManagers;
  it.each([
    ['apt-get install -y a', apt.yes, true],
    ['apt-get install -yqq a', apt.yes, true],
    ['apt-get install -qqy a', apt.yes, true],
    ['apt-get -qq install a', apt.yes, true],
    ['apt-get install -q -q a', apt.yes, true],
    ['apt-get install --quiet --quiet a', apt.yes, true],
    ['apt-get install -q=2 a', apt.yes, true],
    ['apt-get install -q=1 a', apt.yes, false],
    ['apt-get install -q a', apt.yes, false],
    ['apt-get install --assume-yes a', apt.yes, true],
    ['apt-get install --yes=true a', apt.yes, true],
    ['apt-get install --yes=false a', apt.yes, false],
    ['apt-get install -t y a', apt.yes, false],
    ['apt-get install -ty a', apt.yes, false],
    ['apt-get install -o APT::Get::Assume-Yes=true a', apt.yes, true],
    ['apt-get install -oAPT::Get::Assume-Yes=1 a', apt.yes, true],
    ['apt-get install -o APT::Get::Assume-Yes=false a', apt.yes, false],
    ['apt-get install $APT_OPTIONS a', apt.yes, true],
    ['apt-get install $PACKAGES a', apt.yes, false],
    ['apt-get install $OPTIONAL_PACKAGES a', apt.yes, false],
    ['apt-get install a', apt.yes, false],
    ['apt-get install --no-install-recommends a', apt.lean, true],
    ['apt-get install -y -o APT::Install-Recommends=false a', apt.lean, true],
    ['apt-get install -o APT::Install-Recommends=0 a', apt.lean, true],
    ['apt-get install --install-recommends a', apt.lean, false],
    ['dnf install --setopt=install_weak_deps=False a', dnf.lean, true],
    ['dnf install --setopt install_weak_deps=0 a', dnf.lean, true],
    ['dnf install --setopt=install_weak_deps=True a', dnf.lean, false],
    ['dnf install --setopt=tsflags=nodocs a', dnf.lean, false],
    ['microdnf install --setopt=install_weak_deps=0 a', microdnf.lean, true],
    ['zypper -n install a', zypper.yes, true],
    ['zypper --non-interactive in a', zypper.yes, true],
    ['zypper install -n a', zypper.yes, false],
    ['zypper in -y a', zypper.yes, true],
    ['conda install -yq a', conda.yes, true],
    ['pip install --no-cache-dir a', pip.cache.avoid, true],
    ['pip --no-cache-dir install a', pip.cache.avoid, true],
    ['pip install --cache-dir /x a', pip.cache.avoid, false],
    ['conda env create -f e.yml', conda.yes, true],
    ['conda create -n e', conda.yes, false],
    ['apt-get build-dep a', apt.lean, true],
  ] as const)('%s', (text, answer, said) => {
    expect(answers(only(text), answer)).toBe(said);
  });

  it('looks into short options only where a tool has them', () => {
    expect(optionPresent(only('go install -vx ./...'), ['-x'])).toBe(false);
    expect(optionPresent(only('go install -x ./...'), ['-x'])).toBe(true);
    expect(optionPresent(only('apk add -Uu a'), ['-u'])).toBe(true);
  });
});

describe('pinState', () => {
  it.each([
    ['apt-get install a=1', 'pinned'],
    ['apt-get install g++', 'open'],
    ['apt-get install a/bookworm-backports', 'exempt'],
    ['apt-get install ./a.deb', 'exempt'],
    ['apt-get install "a=${V}"', 'pinned'],
    ['apt-get install $PKGS', 'unknown'],
    ['apt-get install lib${V}-dev', 'unknown'],
    ['apk add a', 'open'],
    ['apk add "a>1"', 'pinned'],
    ['apk add a~=1.2', 'pinned'],
    ['dnf install curl-7.76.1-19.el9', 'pinned'],
    ['dnf install python3-pip', 'open'],
    ['dnf install java-11-openjdk-devel', 'open'],
    ['dnf install nginx-1:1.20', 'pinned'],
    ['dnf install @development', 'exempt'],
    ['dnf install https://e.com/a.rpm', 'exempt'],
    ['yum install a-1', 'pinned'],
    ['zypper in "a>=1"', 'pinned'],
    ['zypper in a', 'open'],
    ['pip install requests', 'open'],
    ['pip install requests==1', 'pinned'],
    ['pip install "requests[security]>=1"', 'pinned'],
    ['pip install "${P}==${V}"', 'pinned'],
    ['pip install .', 'exempt'],
    ['pip install ./a.whl', 'exempt'],
    ['pip install "a @ git+https://e.com/x"', 'pinned'],
    ['pip install git+https://e.com/x@123abc', 'pinned'],
    ['pip install git+https://e.com/x@v1#egg=x', 'pinned'],
    ['pip install git+https://e.com/x', 'open'],
    ['pip install git+ssh://git@e.com/x', 'open'],
    ['pip install https://e.com/x', 'exempt'],
    ['pip install -c c.txt requests', 'pinned'],
    ['uv tool install ruff@latest', 'floating'],
    ['conda install python=3.12', 'pinned'],
    ['conda install python', 'open'],
    ['npm install express', 'open'],
    ['npm install @scope/a', 'open'],
    ['npm install @scope/a@1', 'pinned'],
    ['npm install -g npm@latest', 'floating'],
    ['npm install /app', 'exempt'],
    ['npm install ./a.tgz', 'exempt'],
    ['npm install git+https://e.com/x', 'open'],
    ['npm install git+https://e.com/x#1', 'pinned'],
    ['gem install rake', 'open'],
    ['gem install rake:1', 'pinned'],
    ['gem install rake -v 1', 'pinned'],
    ['gem install rake --version=1', 'pinned'],
    ['go install example.com/x@v1', 'pinned'],
    ['go install example.com/x@latest', 'floating'],
    ['go install example.com/x', 'open'],
    ['go install ./...', 'exempt'],
    ['go install cmd/x', 'exempt'],
    ['cargo install ripgrep', 'open'],
    ['cargo install ripgrep@1', 'pinned'],
    ['cargo install --git https://e.com/x --tag v1', undefined],
    ['cargo install --path . x', 'pinned'],
    ['composer require a/b', 'open'],
    ['composer require a/b:^1', 'pinned'],
    ['composer require a/b ^1', 'pinned'],
    ['composer require ext-gd', 'exempt'],
    ['luarocks install lpeg', 'open'],
    ['luarocks install lpeg 1.0.2', 'pinned'],
    ['pecl install redis', 'open'],
    ['pecl install redis-5.3', 'pinned'],
    ['docker-php-ext-install gd', 'exempt'],
    ['go mod download example.com/x', 'exempt'],
    ["deps='gcc make' && apt-get install -y $deps", 'open'],
    ["deps='gcc=1 make=2'; apt-get install -y $deps", 'pinned'],
    ['deps="gcc $more"; apt-get install -y ${deps}', 'unknown'],
    ['apt-get install -y $deps; deps=gcc', 'unknown'],
  ])('%s: %s', (text, state) => {
    const install = only(text);
    const [word] = install.packages;
    expect(word && pinState(install, word)).toBe(state);
  });
});
