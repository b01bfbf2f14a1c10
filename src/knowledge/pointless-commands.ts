/** What a program would need that a build does not have. */
export type Lack = 'terminal' | 'system' | 'network' | 'processes' | 'service';

const rows: Readonly<Record<Lack, string>> = {
  terminal: 'vim vi nano emacs htop top tmux',
  system: 'shutdown reboot halt poweroff mount umount swapon swapoff',
  network: 'ifconfig ssh telnet',
  processes: 'ps free kill killall pkill uptime',
  service: 'service systemctl',
};

/** Programs that do nothing of use in a build: those of hadolint's DL3001, and others to the same end (util-linux, procps, net-tools, systemd). */
export const pointlessCommands: ReadonlyMap<string, Lack> = new Map(
  (Object.keys(rows) as Lack[]).flatMap((lack) => rows[lack].split(' ').map((name) => [name, lack] as const)),
);

/** Those that hadolint, KICS and semgrep name as well. */
export const namedElsewhere: ReadonlySet<string> = new Set(['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']);
