import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { createBuilder } from 'vite'
import { contractsAsEndpoints } from '#ui/build/endpoints-only.ts'
import { preactForReact } from '#ui/build/preact-for-react.ts'

const root = join(import.meta.dirname, 'gallery')
/** The policy of the house's server. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:"
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** Builds the pages of `gallery/` as the apps are built, the touch kit on preact, and serves them. */
export async function openGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'yiguanjia-gallery-'))
  const page = (name: string) => ({
    consumer: 'client' as const,
    build: {
      outDir: folder,
      emptyOutDir: false,
      assetsDir: name,
      rolldownOptions: { input: join(root, `${name}.html`) },
    },
  })
  const builder = await createBuilder(
    {
      configFile: false,
      root,
      logLevel: 'warn',
      plugins: [contractsAsEndpoints(), preactForReact(['touch']), react()],
      build: { reportCompressedSize: false, chunkSizeWarningLimit: 2_000 },
      environments: { desk: page('desk'), touch: page('touch') },
      builder: {},
    },
    null,
  )
  for (const name of ['desk', 'touch']) {
    const environment = builder.environments[name]
    if (environment) await builder.build(environment)
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split(/[?#]/)[0] ?? '/'
    readFile(join(folder, path)).then(
      bytes => {
        const type = TYPES[extname(path)] ?? 'application/octet-stream'
        response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(bytes)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await rm(folder, { recursive: true })
    },
  }
}
