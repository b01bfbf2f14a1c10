/** The call for scripts that does what a verb of `apt` does; `verb` where it has another name there. */
interface AptGetWords {
  readonly program: 'apt-get' | 'apt-cache';
  readonly verb?: string;
}

const aptGet = { program: 'apt-get' } as const;
const aptCache = { program: 'apt-cache' } as const;

/** https://manpages.debian.org/trixie/apt/apt.8.en.html, and the verbs of apt-get(8) and apt-cache(8). */
export const aptGetWords: Readonly<Record<string, AptGetWords>> = {
  update: aptGet,
  // apt(8), SCRIPT USAGE: `upgrade` of apt may install new packages.
  upgrade: { ...aptGet, verb: 'upgrade --with-new-pkgs' },
  'full-upgrade': { ...aptGet, verb: 'dist-upgrade' },
  'dist-upgrade': aptGet,
  install: aptGet,
  reinstall: aptGet,
  remove: aptGet,
  purge: aptGet,
  autoremove: aptGet,
  'auto-remove': aptGet,
  autopurge: aptGet,
  autoclean: aptGet,
  clean: aptGet,
  satisfy: aptGet,
  source: aptGet,
  download: aptGet,
  changelog: aptGet,
  'build-dep': aptGet,
  search: aptCache,
  show: aptCache,
  showsrc: aptCache,
  policy: aptCache,
  depends: aptCache,
  rdepends: aptCache,
  madison: aptCache,
};
