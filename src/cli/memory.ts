/**
 * Has V8 keep to little memory while many files are linted. By itself it lets its heap grow to several times what is in use, and more
 * the longer it runs; collecting more often takes no more time here, for nearly everything dies young. Does nothing where another engine runs.
 */
export function spareMemory(): void {
  try {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    setFlagsFromString('--semi-space-growth-factor=1');
    setFlagsFromString('--heap-growing-percent=25');
  } catch {
    // The files are linted all the same.
  }
}
