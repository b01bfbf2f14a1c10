/** Waits without giving anything else its turn: for a reader or a writer that is not ready yet. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
