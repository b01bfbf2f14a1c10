import type { Severity } from '../rule.ts';

export type PackageClass =
  | 'editor'
  | 'debugger'
  | 'monitor'
  | 'manual'
  | 'network-tool'
  | 'privilege'
  | 'compiler'
  | 'headers'
  | 'version-control'
  | 'ssh-server'
  | 'daemon'
  | 'supervisor';

/** Operating system packages of one kind, and why an image that is shipped does without them. */
export interface PackageNote {
  readonly class: PackageClass;
  /** Names as apt, apk, dnf, yum, zypper and pacman know them. */
  readonly names: readonly string[];
  readonly pattern?: RegExp;
  /** A few words behind “because it …”. */
  readonly why: string;
  readonly severity: Severity;
  /** Those among `names` that programs do use at run time, often enough that a rule had better be silent. */
  readonly runtimeUse?: readonly string[];
}

/**
 * Names from packages.debian.org, pkgs.alpinelinux.org and packages.fedoraproject.org. What an image does without:
 * https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages, CIS Docker Benchmark 4.3.
 */
export const packageNotes: readonly PackageNote[] = [
  {
    class: 'editor',
    names:
      words(`vim vim-tiny vim-nox vim-enhanced vim-minimal vim-common vim-runtime vim-gtk3 gvim neovim nano pico emacs emacs-nox emacs-nw
      emacs-gtk joe jed mc micro helix mg ne tilde`),
    why: 'is an editor, and nobody edits files in a running container',
    severity: 'warning',
  },
  {
    class: 'debugger',
    names: words(`gdb gdbserver gdb-multiarch strace ltrace valgrind lldb perf linux-perf bpftrace bpfcc-tools crash systemtap trace-cmd
      busybox-extras rr delve`),
    pattern: /^(?:linux-tools(?:-|$)|lldb-\d|.+-(?:dbg|dbgsym|debuginfo|debugsource)$)/,
    why: 'helps an intruder as much as a developer; attach a debug container when one is needed',
    severity: 'warning',
    runtimeUse: ['busybox-extras'],
  },
  {
    class: 'monitor',
    names: words(
      'htop iotop atop iftop nmon glances ncdu tmux screen byobu lsof dstat sysstat nload bmon btop sl cowsay fortune neofetch tree',
    ),
    why: 'is for people at a terminal, not for a service',
    severity: 'info',
    runtimeUse: ['lsof', 'tmux', 'screen', 'byobu', 'tree', 'sysstat'],
  },
  {
    class: 'manual',
    names: words(
      'man man-db manpages manpages-dev manpages-posix man-pages man-pages-posix mandoc info texinfo-tools install-info docs groff less-doc',
    ),
    pattern: /-(?:doc|docs|man|manual|help)$/,
    why: 'is documentation that nobody reads in a container',
    severity: 'warning',
    runtimeUse: ['groff'],
  },
  {
    class: 'network-tool',
    names:
      words(`telnet inetutils-telnet telnet-client net-tools iputils-ping iputils inetutils-ping iputils-tracepath iputils-arping nmap nmap-ncat
      ncat netcat netcat-openbsd netcat-traditional nc tcpdump tshark wireshark wireshark-cli dnsutils bind9-dnsutils bind9-host bind-utils
      bind-tools knot-dnsutils ldnsutils drill traceroute mtr mtr-tiny iperf iperf3 whois ftp tnftp lftp tftp ethtool arping hping3 fping
      ngrep socat iproute2 iproute iptables nftables masscan sshpass rsh-client`),
    why: 'is for looking around a network, which helps an intruder most',
    severity: 'warning',
    runtimeUse: [
      'netcat',
      'netcat-openbsd',
      'netcat-traditional',
      'nc',
      'nmap-ncat',
      'ncat',
      'socat',
      'iproute2',
      'iproute',
      'iptables',
      'nftables',
      'sshpass',
      'lftp',
      'ftp',
    ],
  },
  {
    class: 'privilege',
    names: words('sudo sudo-ldap sudo-rs doas opendoas calife'),
    why: 'turns an ordinary account into root; use USER, or gosu where an entrypoint must step down',
    severity: 'warning',
  },
  {
    class: 'compiler',
    names:
      words(`gcc g++ gcc-c++ gcc-multilib g++-multilib gfortran gcc-gfortran clang llvm make cmake cmake3 ninja ninja-build samurai meson scons
      autoconf automake autotools-dev libtool build-essential build-base base-devel alpine-sdk bison flex m4 pkg-config pkgconf pkgconfig
      cargo rust rustc rustup golang golang-go go default-jdk default-jdk-headless maven gradle ant nasm yasm swig dpkg-dev rpm-build
      rpmdevtools devscripts debhelper equivs checkinstall ccache binutils gyp node-gyp @development-tools @development
      @c-development patch diffutils patchelf gettext intltool`),
    pattern:
      /^(?:gcc|g\+\+|clang|llvm|golang)-\d[\d.]*$|^openjdk-?\d+-jdk(?:-headless)?$|^java-[\d.]+-openjdk-devel$|^openjdk\d+$|^gcc-toolset-\d+/,
    why: 'is for building; a build stage can have it, and the shipped image gets only what was built',
    severity: 'warning',
    // JIT and ctypes: numba, triton and torch.compile call gcc or clang, `ctypes.util.find_library` calls gcc or ld.
    runtimeUse: words('gcc g++ gcc-c++ clang llvm binutils gettext patch diffutils default-jdk default-jdk-headless make patchelf'),
  },
  {
    class: 'headers',
    names: words(
      'linux-headers kernel-headers kernel-devel linux-libc-dev libc6-dev libc-dev musl-dev glibc-devel libstdc++-devel zlib1g-dev',
    ),
    pattern: /(?:-dev|-devel|-headers)$|^linux-headers-/,
    why: 'holds headers for building; the library without them is enough at run time',
    severity: 'warning',
    runtimeUse: words('libc6-dev libc-dev musl-dev python3-dev python3-devel python-dev r-base-dev'),
  },
  {
    class: 'version-control',
    names: words('git git-core git-all git-lfs subversion svn mercurial hg bzr breezy cvs darcs fossil tig'),
    why: 'fetches sources, which a build stage does',
    severity: 'info',
    runtimeUse: words('git git-core git-lfs'),
  },
  {
    class: 'ssh-server',
    names: words('openssh-server openssh-server-pam openssh ssh task-ssh-server dropbear dropbear-run tinyssh tinysshd'),
    why: 'opens a second way in; `docker exec` reaches a container without it',
    severity: 'error',
    // `openssh` is the client as well on Alpine and Arch.
    runtimeUse: ['openssh', 'ssh'],
  },
  {
    class: 'daemon',
    names: words(`cron cronie cronie-anacron dcron fcron anacron at rsyslog syslog-ng syslogd inetutils-syslogd socklog systemd systemd-sysv
      systemd-cron sysvinit-core openrc nrpe nagios-nrpe-server nagios-nrpe collectd collectd-core monit zabbix-agent zabbix-agent2 snmpd
      net-snmp fail2ban logrotate ntp ntpsec ntpd chrony openntpd systemd-timesyncd avahi-daemon avahi auditd audit ufw firewalld xinetd
      openbsd-inetd inetutils-inetd rpcbind nfs-kernel-server nfs-utils telegraf datadog-agent newrelic-infra prometheus-node-exporter
      node-exporter filebeat metricbeat auditbeat clamav-daemon clamd puppet puppet-agent chef salt-minion ossec-hids-agent wazuh-agent
      munin-node ganglia-monitor acpid irqbalance smartmontools udev unattended-upgrades packagekit cups bluez`),
    why: 'is a service of the host, or one that wants a container of its own',
    severity: 'warning',
    runtimeUse: words('cron cronie dcron logrotate systemd telegraf nfs-utils udev openrc filebeat cups bluez'),
  },
  {
    class: 'supervisor',
    names: words(
      'supervisor runit runit-init s6 s6-overlay s6-linux-init daemontools daemontools-run circus python3-circus god upstart finit nosh perp',
    ),
    why: 'starts several processes in one container; one process a container can be restarted, limited and watched on its own',
    severity: 'info',
  },
];

/** What the names of all daemons hold one of, with whatever their programs put for a dash; `at` alone is two letters that a word goes on before. */
export const daemonStems: readonly string[] = [
  ...words(`cron syslog socklog systemd init openrc nrpe collectd monit zabbix snmp fail2ban logrotate ntp chrony avahi audit ufw firewalld
    inetd rpcbind nfs telegraf datadog newrelic exporter filebeat metricbeat clam puppet chef salt ossec wazuh munin ganglia acpid irqbalance
    smartmontools udev unattended packagekit cups bluez`),
  ...[...' \t\n"\'`/;&|(\\'].map((before) => `${before}at`),
];

/** The options by which apk gives a set of packages a name, and by which name `apk del` takes them all away again. */
export const virtualGroupOptions: readonly string[] = ['-t', '--virtual'];

const byName: ReadonlyMap<string, PackageNote> = new Map(packageNotes.flatMap((note) => note.names.map((name) => [name, note] as const)));
const withPattern = packageNotes.filter(({ pattern }) => pattern);

/** What is known of an operating system package, by its name without version. */
export function packageNote(name: string): PackageNote | undefined {
  return byName.get(name) ?? withPattern.find(({ pattern }) => pattern?.test(name));
}

/** Whether programs use the package at run time so often that its mere presence says nothing. */
export function hasRuntimeUse(note: PackageNote, name: string): boolean {
  return note.runtimeUse?.includes(name) ?? false;
}

/** The programs that a package is installed for: those that go by its own name, and others. */
export function programsIn(name: string): readonly string[] {
  const found = programs.find(({ names }) => names.test(name));
  return found ? [name, ...found.programs] : [name];
}

const programs: readonly { readonly names: RegExp; readonly programs: readonly string[] }[] = [
  { names: /^(?:vim|gvim)/, programs: words('vim vi view vimdiff gvim') },
  { names: /^neovim/, programs: words('nvim vim vi') },
  { names: /^emacs/, programs: words('emacs emacsclient') },
  { names: /^(?:linux-perf|linux-tools)/, programs: words('perf') },
  { names: /^delve$/, programs: words('dlv') },
  { names: /^man|^mandoc/, programs: words('man mandb makewhatis apropos') },
  { names: /telnet/, programs: words('telnet') },
  { names: /^net-tools$/, programs: words('ifconfig netstat route arp hostname mii-tool') },
  { names: /^(?:iputils|inetutils-ping)/, programs: words('ping ping6 tracepath arping') },
  { names: /^(?:nmap|ncat)/, programs: words('nmap ncat nc') },
  { names: /^netcat/, programs: words('nc netcat') },
  { names: /^(?:wireshark|tshark)/, programs: words('wireshark tshark dumpcap') },
  { names: /^(?:bind|dnsutils|knot-dnsutils|ldnsutils|drill)/, programs: words('dig nslookup host nsupdate drill kdig delv') },
  { names: /^mtr/, programs: words('mtr') },
  { names: /^tnftp$/, programs: words('ftp') },
  { names: /^sudo/, programs: words('sudo visudo') },
  { names: /^(?:open)?doas$/, programs: words('doas') },
  { names: /^git/, programs: words('git git-lfs') },
  { names: /^subversion$/, programs: words('svn svnadmin') },
  { names: /^mercurial$/, programs: words('hg') },
  { names: /^(?:bzr|breezy)$/, programs: words('bzr brz') },
  { names: /^(?:build-essential|build-base|base-devel|alpine-sdk)$/, programs: words('gcc cc g++ c++ make') },
  { names: /^gcc/, programs: words('gcc cc') },
  { names: /^g\+\+|^gcc-c\+\+/, programs: words('g++ c++') },
  { names: /^golang/, programs: words('go') },
  { names: /^(?:cargo|rust)/, programs: words('cargo rustc rustup') },
  { names: /^(?:ninja-build|samurai)$/, programs: words('ninja samu') },
  { names: /^(?:default-jdk|openjdk)/, programs: words('java javac') },
];

/** The name in a package word of a system's manager: `curl` of `curl=7.88`, `curl:amd64`, `curl/bookworm`, `curl-7.76.1-19.el9`. */
export function packageNameOf(word: string): string {
  const end = word.search(/[=<>~!:/]|(?!^)@/);
  const name = end < 0 ? word : word.slice(0, end);
  const version = name.search(/-\d[\w.+^]*(?:-\d[\w.+^]*)?$/);
  return version > 0 && /[.]/.test(name.slice(version)) ? name.slice(0, version) : name;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
