import type { Command } from '../nodes.ts';

/** A program that sets up the machine it runs on, which a build step cannot do for the container to be. */
interface HostCommand {
  readonly what: string;
  /** Sets nothing up without one of these among its words; absent: always does. */
  readonly when?: RegExp;
}

/** Programs that speak to the kernel of the machine. Sources: their manual pages. */
const commands: ReadonlyMap<string, HostCommand> = new Map(
  Object.entries<HostCommand>({
    iptables: { what: 'the packet filter' },
    ip6tables: { what: 'the packet filter' },
    'iptables-restore': { what: 'the packet filter' },
    ebtables: { what: 'the packet filter' },
    nft: { what: 'the packet filter', when: /^(?:add|create|delete|flush|insert|-f)$/ },
    ufw: { what: 'the packet filter', when: /^(?:allow|default|delete|deny|disable|enable|reload|reset)$/ },
    'firewall-cmd': { what: 'the packet filter' },
    modprobe: { what: "the kernel's modules" },
    insmod: { what: "the kernel's modules" },
    rmmod: { what: "the kernel's modules" },
    sysctl: { what: "the kernel's settings", when: /^(?:-w|--write|-p|--load|--system|[\w.]+=.*)$/ },
    swapon: { what: 'swap space' },
    swapoff: { what: 'swap space' },
    losetup: { what: 'block devices' },
    brctl: { what: 'the network', when: /^(?:add|del|set)/ },
    ip: { what: 'the network', when: /^(?:add|change|del|delete|replace|set|up)$/ },
    route: { what: 'the network', when: /^(?:add|del)$/ },
    tc: { what: 'the network', when: /^(?:add|change|del|replace)$/ },
    hwclock: { what: 'the clock' },
    ntpdate: { what: 'the clock' },
    timedatectl: { what: 'the clock', when: /^set-/ },
    hostnamectl: { what: "the machine's name", when: /^set-|^hostname$/ },
    setenforce: { what: 'SELinux' },
    setsebool: { what: 'SELinux' },
  }),
);

/** What a command sets up of the machine that runs it; absent where it only asks. */
export function hostConfiguration({ name, words }: Command): string | undefined {
  const command = commands.get(name);
  if (!command || words.some(({ text }, i) => i > 0 && /^(?:--version|--help|-V|-h)$/.test(text))) return undefined;
  return command.when && !words.some(({ text }, i) => i > 0 && command.when?.test(text)) ? undefined : command.what;
}
