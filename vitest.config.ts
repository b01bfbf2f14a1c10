import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './test/setup.ts',
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    reporters: ['default', './test/totals-reporter.ts'],
    testTimeout: 30_000,
  },
});
