/** Whether a word is the address of the machine itself: nothing can stand between. */
export const isLocalUrl = (word: string): boolean =>
  /^["']?(?:[a-z]+:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?:[:/]|$)/i.test(word);

/** The host of an `http://` address that may lie anywhere: absent for the machine itself, for names without a dot, and where a variable decides. */
export function plainHttpHost(word: string): string | undefined {
  const host = /^http:\/\/([A-Za-z0-9.-]+)(?=[:/]|$)/.exec(word)?.[1];
  if (host === undefined || isLocalUrl(word) || !host.includes('.') || /\.(?:local|internal|lan|test|localhost|home\.arpa)$/i.test(host))
    return undefined;
  return isPrivateAddress(host) ? undefined : host;
}

/** RFC 1918 and link-local. */
const isPrivateAddress = (host: string): boolean => /^(?:10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/.test(host);
