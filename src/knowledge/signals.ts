/** Signals by the name that `STOPSIGNAL` takes, without `SIG`: https://github.com/moby/sys/blob/main/signal/signal_linux.go. */
export const signalNames: readonly string[] = (
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG ' +
  'USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'
).split(' ');

/** Whether a builder takes the text: a number from 1 on, or a name in any case, with or without `SIG`, real-time ones counted from either end. */
export function isSignal(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) > 0;
  const name = text.toUpperCase().replace(/^SIG/, '');
  const realTime = /^RT(?:MIN\+(\d{1,2})|MAX-(\d{1,2}))$/.exec(name);
  if (realTime) return realTime[1] === undefined ? within(realTime[2], 14) : within(realTime[1], 15);
  return signalNames.includes(name);
}

const within = (text: string | undefined, most: number): boolean =>
  Number(text) >= 1 && Number(text) <= most && text === String(Number(text));
