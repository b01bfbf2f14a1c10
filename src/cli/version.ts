/** Put in by build.mjs. */
declare const PLIMSOLL_VERSION: string;

/** plimsoll's own version. */
export const version = (): string => PLIMSOLL_VERSION;
