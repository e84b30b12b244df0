import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.{ts,tsx}'],
    globalSetup: './tests/support/global-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // On a shared machine a browser may starve for a moment; the report names whatever needed its second try.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    // A server of another hour zone must not change a single answer.
    env: { TZ: 'America/New_York', LANG: 'C' },
  },
})
