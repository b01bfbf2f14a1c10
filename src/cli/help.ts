/** By hand, so that it fits a screen and reads in groups; a test holds it against the options. */
export const help = `plimsoll: lint Dockerfiles and fix them

Usage: plimsoll [options] [paths…]         no path: all below the current folder
       plimsoll init [DIR] | rules | explain RULE | ast FILE… | merge FILE…
       | completion bash|zsh|fish | lsp --stdio
Folders are searched for Dockerfiles and Containerfiles that .gitignore leaves;
a named file may have any name. - is standard input, -- ends the options.

Files:   --exclude PATTERN        find none of these, as in .gitignore; can
                                  be repeated; named files are linted
         --files-from FILE        lint what FILE (- for standard input) lists,
                                  separated by line ends or NUL
Fix:     --fix                    apply the safe fixes, then report what is left
         --unsafe-fixes           also those that may change the image; without
                                  --fix or --diff they are only counted
         --diff                   print what --fix would do as a patch
         --fix-only               fix, and do not report what is left
         --exit-non-zero-on-fix   exit with 1 also where all has been fixed
Known:   --baseline FILE          report only what FILE does not know yet
         --update-baseline        make it so that it knows what is there now
         --no-baseline            heed none, whatever the configuration says
         --add-ignores            write # plimsoll ignore=… above what is found
         --reason TEXT            … and TEXT behind it
Rules:   --preset NAME            recommended (default), strict, cis, all, off,
                                  hadolint, buildkit (as these tools do)
         --select RULES           only these     Lists with commas: rules, codes
         --extend-select RULES    these as well  of other tools, categories and
         --ignore RULES           not these      beginnings such as DL3*
Config:  --config FILE            instead of the nearest plimsoll.yaml
         --isolated               read no configuration file
         --allow-plugins          run the plugins that configurations name
         --print-config FILE      show what counts for FILE, and who says so
         --no-inline-config       heed no comments such as # plimsoll ignore=…
         --shellcheck             run ShellCheck too; --no-shellcheck: do not
Output:  --output-format FORMAT   text json ndjson sarif github gitlab junit
                                  checkstyle codeclimate sonarqube hadolint gnu
                                  markdown; else $PLIMSOLL_OUTPUT_FORMAT or text
         --output-file FILE       for the format before it; both can be repeated
         --statistics, --timing   how often each rule speaks; how long it takes
         --quiet, -q              findings only, no summary
         --color, --no-color      else: only on a terminal
Other:   --fail-level LEVEL       error, warning (default), info, none
         --exit-zero              exit with 0 whatever is found
         --cache                  do not lint again what is as it was
         --cache-location DIR     keep that there, not in ~/.cache/plimsoll
         --stdin-filename NAME    what standard input is called
         --help, -h  --version, -V

Exit code: 0 nothing at or above the fail level, 1 findings,
           2 plimsoll could not do its work (bad option, unreadable file …)

  plimsoll --fix                             fix the repository you are in
  plimsoll --select user,DL3008 Dockerfile   ask about two things only
`;
