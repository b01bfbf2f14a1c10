import { packageManager } from '../knowledge/package-managers.ts';
import type { Answer } from '../knowledge/package-managers.ts';
import type { ImageFamily } from '../knowledge/images.ts';
import type { Install } from '../nodes.ts';
import { optionPresent } from '../shell/installs.ts';
import { isAnswered } from './installs-settings.ts';
import type { Model } from './model.ts';

/** Whether a call installs packages that are only recommended, without anybody having asked for them; `lean` is its row's. */
export function installsExtras(install: Install, lean: Answer, model: Model): boolean {
  const { manager, packages, command, verb } = install;
  if (lean.unneeded?.includes(verb.text) || packageManager(manager)?.families?.some((family) => leanFamilies.has(family))) return false;
  // `apt-get install -f` brings what a package lacks, and what that recommends; `xargs` brings the names.
  if (packages.length === 0 && !command.wrappers.includes('xargs') && !optionPresent(install, mending)) return false;
  return !optionPresent(install, deliberate) && !isAnswered(install, lean, model);
}

/** Their images' zypp.conf says `solver.onlyRequires = true`: https://build.opensuse.org/package/show/openSUSE:Factory/opensuse-tumbleweed-image. */
const leanFamilies: ReadonlySet<ImageFamily> = new Set<ImageFamily>(['suse']);

const mending = ['-f', '--fix-broken'] as const;

const deliberate = ['--install-recommends', '--with-recommends', '--recommends', '--install-suggests', '--only-upgrade'] as const;
