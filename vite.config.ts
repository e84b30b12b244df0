import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'
import { type WebApp, webApps } from './src/ui/build/apps.ts'
import { contractsAsEndpoints } from './src/ui/build/endpoints-only.ts'
import { formContextAlone, stylesWithTheirScreen } from './src/ui/build/first-load.ts'
import { preactForReact } from './src/ui/build/preact-for-react.ts'
import { precompress } from './src/ui/build/precompress.ts'
import { routeTree } from './src/ui/build/route-tree.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** What the first screen needs comes in one file; what some later screens share, in files of at least this many bytes. */
const SMALL = 40_000
/** The frame and the first screen of the desk are not split off: they are always needed. */
const AT_ONCE: readonly string[] = ['/_frame', '/_frame/']

/** A test builds beside what is served. */
const output = process.env['WEB_OUTPUT'] ?? here('./dist/web')
const names = Object.keys(webApps) as WebApp[]
const touchApps = names.filter(name => webApps[name].touch)

const environment = (app: WebApp): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    outDir: output,
    emptyOutDir: false,
    // A patient's phone may be ten years old; a desk is kept by the hospital.
    target: webApps[app].touch ? ['chrome87', 'safari14', 'firefox85'] : 'baseline-widely-available',
    assetsDir: `${app}/assets`,
    manifest: `${app}/manifest.json`,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: here(`./src/apps/${app}/index.html`),
      // The fonts are the same files in every app, kept once.
      output: {
        codeSplitting: {
          groups: [
            { name: app, tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: SMALL },
          ],
        },
        assetFileNames: ({ names: [name = ''] }) =>
          name.endsWith('.woff2') ? 'fonts/[name]-[hash][extname]' : `${app}/assets/[name]-[hash][extname]`,
      },
    },
  },
})

/** In development every app is served from where the house serves it; links of the history API fall back to its page. */
const appsWhereTheHouseServesThem = (): Plugin => ({
  name: 'apps-where-the-house-serves-them',
  apply: 'serve',
  configureServer: server => {
    server.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '/').split(/[?#]/)[0] ?? '/'
      const isPage = request.headers.accept?.includes('text/html') && !path.startsWith('/api')
      if (isPage) {
        const app = names.find(name => webApps[name].opensAt === path) ?? 'desk'
        request.url = `/${app}/index.html`
      }
      next()
    })
  },
})

export default defineConfig(({ command }) => ({
  root: here('./src/apps'),
  base: '/',
  appType: 'mpa',
  publicDir: false,
  plugins: [
    contractsAsEndpoints(),
    preactForReact(touchApps),
    formContextAlone(),
    stylesWithTheirScreen(AT_ONCE),
    tanstackRouter({
      ...routeTree,
      autoCodeSplitting: true,
      codeSplittingOptions: { splitBehavior: ({ routeId }) => (AT_ONCE.includes(routeId) ? [] : undefined) },
    }),
    react(),
    appsWhereTheHouseServesThem(),
  ],
  build: {
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
  environments: command === 'build' ? Object.fromEntries(names.map(name => [name, environment(name)])) : {},
  builder: {
    buildApp: async builder => {
      await rm(output, { recursive: true, force: true })
      for (const name of names) {
        const app = builder.environments[name]
        if (app) await builder.build(app)
      }
      await precompress(output)
    },
  },
  optimizeDeps: { entries: names.map(name => `${name}/index.html`) },
  server: {
    port: 5173,
    proxy: {
      '/api': `http://127.0.0.1:${process.env['PORT'] ?? 8080}`,
      '/docs': `http://127.0.0.1:${process.env['PORT'] ?? 8080}`,
    },
  },
}))
