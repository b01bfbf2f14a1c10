/**
 * Has V8 keep to little memory while many files are linted. By itself it lets its heap grow to several times what is in use; with
 * this a run over 5,000 files takes 100 MB instead of 144, and 6 % more time. Does nothing where another engine runs.
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
