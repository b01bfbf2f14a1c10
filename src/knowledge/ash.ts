/**
 * ShellCheck's codes for what dash does not have and busybox's ash, as Alpine builds it, does: there ShellCheck before 0.10 knows
 * only dash. Source: `shell/ash.c` and `shell/shell_common.c` of busybox (https://git.busybox.net/busybox/tree/shell), with
 * ASH_BASH_COMPAT as in Alpine's configuration (https://gitlab.alpinelinux.org/alpine/aports/-/blob/master/main/busybox/busyboxconfig).
 */
export const ashKnows: ReadonlySet<number> = new Set([
  3001, // <(…)
  3003, // $'…'
  3010, // [[ … ]]
  3014, // == in [ … ]
  3020, // &>
  3036, // echo -e
  3037, // echo -n and others
  3039, // let
  3040, // set -o pipefail
  3045, // read -p, -s, -t, -n
  3046, // source
  3051, // source, as a command of its own
  3057, // ${x:1:2}
  3060, // ${x/a/b}
]);
