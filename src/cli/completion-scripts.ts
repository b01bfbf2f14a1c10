/** What a shell is to know. */
export interface Completion {
  readonly rules: readonly string[];
  readonly options: readonly CompletionOption[];
  readonly commands: readonly CompletionCommand[];
}

export interface CompletionOption {
  readonly name: string;
  readonly letter?: string;
  /** Words to choose from, a list of rules with commas, a file, or nothing at all. */
  readonly value: readonly string[] | 'rules' | 'file' | 'none';
}

interface CompletionCommand {
  readonly name: string;
  readonly options: readonly CompletionOption[];
  /** Absent: files. */
  readonly operands?: readonly string[];
}

/** Bash splits words at `=`, so that `--preset=s` comes as three. */
export function bash({ rules, options, commands }: Completion): string {
  return `# bash completion for plimsoll
_plimsoll_rules='${rules.join(' ')}'

_plimsoll() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  (( COMP_CWORD == 1 )) && command=
  case $command in
${commands.map(bashCommand).join('')}    *)
${bashWords(options)}      if [[ $cur == -* ]]; then _plimsoll_words '${optionWords(options)}'
      elif [[ -z $command ]]; then _plimsoll_words '${commands.map(({ name }) => name).join(' ')}'
      fi ;;
  esac
}

_plimsoll_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

# Rules with commas between them.
_plimsoll_list() {
  local before=
  [[ $cur == *,* ]] && before=\${cur%,*},
  COMPREPLY=($(compgen -P "$before" -W "$_plimsoll_rules" -- "\${cur##*,}"))
  compopt -o nospace 2>/dev/null
}

complete -o default -F _plimsoll plimsoll
`;
}

function bashCommand({ name, options, operands }: CompletionCommand): string {
  const rest = operands && operands.length > 0 ? `\n      else _plimsoll_words '${operands.join(' ')}'` : '';
  return `    ${name})
${bashWords(options)}      if [[ $cur == -* ]]; then _plimsoll_words '${optionWords(options)}'${rest}
      fi ;;
`;
}

/** The values of options; a file is what bash falls back on. */
function bashWords(options: readonly CompletionOption[]): string {
  const cases = options.flatMap(({ name, value }) => {
    if (value === 'none') return [];
    const action = value === 'file' ? '' : value === 'rules' ? '_plimsoll_list; ' : `_plimsoll_words '${value.join(' ')}'; `;
    return [`        --${name}) ${action}return ;;\n`];
  });
  return cases.length > 0 ? `      case $prev in\n${cases.join('')}      esac\n` : '';
}

const optionWords = (options: readonly CompletionOption[]): string => options.map(({ name }) => `--${name}`).join(' ');

/** Works on `fpath` as `_plimsoll` as well as through `eval`. */
export function zsh({ rules, options, commands }: Completion): string {
  return `#compdef plimsoll
# zsh completion for plimsoll
_plimsoll_rules=(${rules.join(' ')})

_plimsoll_list() { compset -P '*,'; compadd -q -S '' -a _plimsoll_rules }

_plimsoll() {
  if (( CURRENT > 2 )); then
    case $words[2] in
${commands.map(zshCommand).join('')}    esac
  fi
  _arguments${options.map(zshOption).join('')} \\
    '1: :_alternative "commands:command:(${commands.map(({ name }) => name).join(' ')})" "files:file:_files"' \\
    '*:file:_files'
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _plimsoll "$@"; else compdef _plimsoll plimsoll; fi
`;
}

function zshCommand({ name, options, operands }: CompletionCommand): string {
  const rest = operands === undefined ? "'*:file:_files'" : operands.length > 0 ? `'*: :(${operands.join(' ')})'` : '';
  return `      ${name})
        shift words; (( CURRENT-- ))
        _arguments${options.map(zshOption).join('')}${rest && ` ${rest}`}
        return ;;
`;
}

function zshOption({ name, letter, value }: CompletionOption): string {
  const action =
    value === 'rules' ? ':rule:_plimsoll_list' : value === 'file' ? ':file:_files' : value === 'none' ? '' : `: :(${value.join(' ')})`;
  const form = action ? `--${name}=${action}` : `--${name}`;
  return ` \\\n    '*${form}'${letter ? ` '*-${letter}'` : ''}`;
}

export function fish({ rules, options, commands }: Completion): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# fish completion for plimsoll
set -g __plimsoll_rules ${rules.join(' ')}

# Rules with commas between them.
function __plimsoll_list
    set -l before (commandline -ct | string replace -r '^--[a-z-]+=' '' | string replace -r '[^,]*$' '')
    for rule in $__plimsoll_rules
        echo $before$rule
    end
end

function __plimsoll_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test "$words[2]" = "$argv[1]"
end

function __plimsoll_lints
    set -l words (commandline -opc)
    test (count $words) -lt 2; or not contains -- "$words[2]" ${names}
end

complete -c plimsoll -n 'test (count (commandline -opc)) -eq 1' -a '${names}'
${options.map((option) => fishOption(option, '__plimsoll_lints')).join('')}${commands.map(fishCommand).join('')}`;
}

function fishCommand({ name, options, operands }: CompletionCommand): string {
  const condition = `__plimsoll_command ${name}`;
  const rest = operands ? `complete -c plimsoll -n '${condition}' -f${operands.length > 0 ? ` -a '${operands.join(' ')}'` : ''}\n` : '';
  return options.map((option) => fishOption(option, condition)).join('') + rest;
}

function fishOption({ name, letter, value }: CompletionOption, condition: string): string {
  const values =
    value === 'rules' ? " -x -a '(__plimsoll_list)'" : value === 'file' ? ' -r -F' : value === 'none' ? '' : ` -x -a '${value.join(' ')}'`;
  return `complete -c plimsoll -n '${condition}' -l ${name}${letter ? ` -s ${letter}` : ''}${values}\n`;
}
