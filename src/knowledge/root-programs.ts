/** Programs made to run another one as a lesser account. Whoever installs one means to use it when the container starts. */
export const stepDownTools: readonly string[] = [
  ...['gosu', 'su-exec', 'suexec', 's6-setuidgid', 's6-applyuidgid', 's6-overlay', 'setuidgid', 'setuser', 'chpst', 'fixuid'],
];

/** What a start command may do the same with; every system has some of these, so their mention in a RUN says nothing. */
export const accountSwitches: readonly string[] = ['su', 'sudo', 'doas', 'runuser', 'setpriv', 'start-stop-daemon'];

/**
 * Programs that must start as root: they lower themselves to an account of their own once they have what only root may have, or do work
 * that only root can do. Each by its manual.
 */
export const rootPrograms: ReadonlySet<string> = new Set([
  // Inits and supervisors, which start each service under its own account.
  ...words('init systemd openrc runit runit-init runsvdir runsvdir-start s6-svscan s6-linux-init svscan'),
  ...words('my_init supervisord monit dinit'),
  // Logins and jobs of several users.
  ...words('sshd dropbear cron crond anacron atd vsftpd proftpd pure-ftpd run-pure-ftpd smbd nmbd samba xrdp'),
  ...words('slapd freeradius radiusd dovecot postfix master exim exim4 sendmail opensmtpd smtpd rsyslogd'),
  // The kernel's network, devices and namespaces.
  ...words('dockerd dockerd-entrypoint.sh containerd buildkitd kubelet k3s podman runc openvpn wg wg-quick'),
  ...words('strongswan ipsec charon tailscaled keepalived iptables nft ip brctl shorewall dhcpd dhcpcd radvd'),
  ...words('hostapd ntpd chronyd tcpdump bpftrace rpcbind rpc.nfsd rpc.mountd mount insmod modprobe sysctl'),
  ...words('libvirtd virtlogd udevd systemd-udevd auditd fail2ban-server osqueryd nsenter masscan debootstrap'),
  ...words('gparted parted fdisk losetup cryptsetup'),
  // Servers that lower themselves by default, or refuse to stay root.
  ...words('dnsmasq named unbound pdns_server squid varnishd mosquitto memcached mysqld mysqld_safe mariadbd'),
  ...words('mariadbd-safe postgres pg_ctl haproxy ircd avahi-daemon dbus-daemon epmd bird zebra frr clamd'),
]);

/** A server whose first process stays root while its children step down: under `USER` it fails at folders that only root may write to. */
export const rootMasters: ReadonlySet<string> = new Set([
  ...['nginx', 'openresty', 'httpd', 'httpd-foreground', 'apache2', 'apache2ctl', 'apachectl', 'apache2-foreground', 'lighttpd', 'angie'],
  ...['php-fpm', 'freenginx', 'tengine'],
]);

/** Images of such servers. */
export const rootMasterImages: ReadonlySet<string> = new Set(['nginx', 'httpd', 'openresty/openresty']);

function words(text: string): readonly string[] {
  return text.split(' ');
}
