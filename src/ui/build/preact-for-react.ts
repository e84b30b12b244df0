import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const INSTEAD: Readonly<Record<string, string>> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
}

/** Draws the touch apps with preact (7 KB) where their code says React (66 KB); only in the named environments. */
export const preactForReact = (environments: readonly string[]): Plugin => ({
  name: 'preact-for-react',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: environment => environments.includes(environment.name),
  resolveId: {
    filter: { id: /^react(?:-dom)?(?:\/|$)/ },
    handler: id => (INSTEAD[id] ? fileURLToPath(import.meta.resolve(INSTEAD[id])) : null),
  },
})
