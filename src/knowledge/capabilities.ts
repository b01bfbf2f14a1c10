/**
 * Capabilities that rule the host or other processes, none of which Docker gives a container by itself
 * (https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities, capabilities(7)).
 */
export const administrativeCapabilities: ReadonlySet<string> = new Set([
  ...['cap_sys_admin', 'cap_sys_module', 'cap_sys_rawio', 'cap_sys_ptrace', 'cap_sys_boot', 'cap_sys_time'],
  ...['cap_net_admin', 'cap_dac_read_search', 'cap_mac_admin', 'cap_mac_override', 'cap_audit_control'],
  ...['cap_bpf', 'cap_perfmon', 'cap_syslog', 'cap_checkpoint_restore', 'all'],
]);

/** The capabilities that a clause of `setcap` raises, in lower case: those of `cap_net_raw,cap_net_admin=eip`. None where it only takes away. */
export function raisedCapabilities(clause: string): readonly string[] {
  const names = /^([a-z_,]*)(?:=\+?|\+)[eip]+$/i.exec(clause)?.[1];
  if (names === undefined) return [];
  return names === '' ? ['all'] : names.toLowerCase().split(',');
}
