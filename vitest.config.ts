import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As build.mjs has it.
  define: { PLIMSOLL_VERSION: JSON.stringify('1.2.3') },
  test: {
    globalSetup: './test/setup.ts',
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    reporters: ['default', './test/totals-reporter.ts'],
    testTimeout: 30_000,
  },
});
