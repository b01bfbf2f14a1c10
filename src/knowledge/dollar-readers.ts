/**
 * Programs that read `$x` in their arguments themselves: other languages, other shells, and those that put values in later. Absent: any
 * argument; else only what follows one of the options.
 */
export const dollarReaders: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ...anyArgument(
    'awk gawk mawk nawk oawk busybox perl perl5 rename prename jq yq gojq jaq eval trap alias let unset ssh zsh ksh fish mksh csh tcsh',
  ),
  ...anyArgument('sh bash dash ash rbash su runuser docker podman nerdctl buildah xargs parallel watch script flock envsubst tclsh expect'),
  ...anyArgument(
    'rpm rpmquery rpmspec mumps pwsh powershell php ruby node nodejs deno bun lua R Rscript osascript xprop screen tmux make gmake',
  ),
  ['python', ['-c']],
  ['python3', ['-c']],
  ['dpkg-query', ['-f', '-W', '--showformat']],
  ['git', ['filter-branch', 'foreach', '-x', '--exec', '--tree-filter', '--env-filter', '--msg-filter', '--index-filter']],
]);

function anyArgument(names: string): readonly (readonly [string, undefined])[] {
  return names.split(' ').map((name) => [name, undefined]);
}

/** Variables that a shell expands each time it uses them, or that are written to be expanded by others. */
export const expandedLater: ReadonlySet<string> = new Set(['PS1', 'PS2', 'PS3', 'PS4', 'PROMPT_COMMAND']);
