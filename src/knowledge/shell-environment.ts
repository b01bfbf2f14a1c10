/**
 * Variables that are there, or mean something to the shell or to every program, without anybody setting them: POSIX 2.5.3 and 8.3, the
 * manuals of bash 5.2 and dash 0.5.12, and the proxies that the builder knows
 * (https://docs.docker.com/reference/dockerfile/#predefined-args).
 */
export const shellEnvironment: ReadonlySet<string> = new Set(
  [
    'HOME USER LOGNAME PATH PWD OLDPWD SHELL TERM LANG LANGUAGE TZ HOSTNAME HOSTTYPE MACHTYPE OSTYPE MAIL MAILPATH MAILCHECK TMPDIR EDITOR',
    'VISUAL PAGER COLUMNS LINES DISPLAY IFS PS1 PS2 PS3 PS4 PROMPT_COMMAND CDPATH ENV BASH_ENV FCEDIT FPATH GLOBIGNORE HISTFILE HISTSIZE',
    'HISTFILESIZE HISTCONTROL HISTIGNORE HISTTIMEFORMAT INPUTRC IGNOREEOF NLSPATH OPTARG OPTIND OPTERR PPID LINENO RANDOM SECONDS SHLVL',
    'UID EUID GROUPS BASH BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_CMDS BASH_COMMAND BASH_LINENO BASH_REMATCH BASH_SOURCE',
    'BASH_SUBSHELL BASH_VERSINFO BASH_VERSION BASH_XTRACEFD COMP_WORDS COMP_CWORD COMPREPLY DIRSTACK EPOCHSECONDS EPOCHREALTIME EXECIGNORE',
    'FUNCNAME FUNCNEST MAPFILE PIPESTATUS POSIXLY_CORRECT READLINE_LINE REPLY SHELLOPTS SRANDOM TIMEFORMAT TMOUT COPROC',
    'http_proxy https_proxy ftp_proxy no_proxy all_proxy HTTP_PROXY HTTPS_PROXY FTP_PROXY NO_PROXY ALL_PROXY',
    'TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT SOURCE_DATE_EPOCH',
  ].flatMap((names) => names.split(' ')),
);

/** Builtins that keep what is assigned in front of them, as POSIX has it (2.14); bash only does where it is told to be POSIX. */
export const specialBuiltins: ReadonlySet<string> = new Set(
  'set export readonly eval exec unset trap shift return exit break continue times . :'.split(' '),
);
