import { defineConfig } from '@playwright/test'
import type { Options } from './harness/test.ts'

// The whole suite runs on SQLite, and again on PostgreSQL when script/test (or script/postgres) lends a cluster.
const engines: Options['engine'][] = process.env.LUOSHI_TEST_PG ? ['sqlite', 'postgres'] : ['sqlite']

export default defineConfig<Options>({
  testDir: 'specs',
  outputDir: '../target/e2e-results',
  // One browser with its server leaves a third of two cores idle. Tests of one file build on each other's site, in their order.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // A message that fades out has no contrast for an instant; who asks for calm sees it there or gone.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.LUOSHI_CHROMIUM ?? '/usr/bin/chromium',
      // Root in a container has no sandbox; the rest keeps Chromium from calling home.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: engines.map((engine) => ({ name: engine, use: { engine } })),
})
