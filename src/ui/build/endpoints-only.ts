import { stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { z } from 'zod'

/**
 * What a browser needs of a contract: of each endpoint its method, path and id; of each code list its `options`; constants
 * that are plain data. The other schemas stay on the server, which checks everything anyway: no Zod is sent to a phone.
 */
export function endpointsOnly(contract: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(contract).flatMap(([name, value]) => {
    const plain = plainOf(value)
    return plain === undefined ? [] : [`export const ${name} = /* @__PURE__ */ Object.freeze(${JSON.stringify(plain)})`]
  })
  return `${kept.join('\n')}\n`
}

function plainOf(value: unknown): unknown {
  if (value instanceof z.ZodEnum) return { options: value.options }
  if (isEndpoint(value)) return { method: value.method, path: value.path, id: value.id }
  return isPlain(value) ? value : undefined
}

const isEndpoint = (value: unknown): value is Readonly<Record<'method' | 'path' | 'id', string>> =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'returns' in value

function isPlain(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true
  if (Array.isArray(value)) return value.every(isPlain)
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPlain)
  )
}

/** Reads every `contract.ts` of a module, and that of interop, as `endpointsOnly`. A page that imports a schema at run time does not build. */
export const contractsAsEndpoints = (): Plugin => ({
  name: 'contracts-as-endpoints',
  enforce: 'pre',
  load: {
    filter: { id: /\/src\/(?:modules\/[^/]+|interop)\/contract\.ts$/ },
    handler: async id => {
      const { mtimeMs } = await stat(id)
      const contract = (await import(`${pathToFileURL(id).href}?${mtimeMs}`)) as Readonly<Record<string, unknown>>
      return { code: endpointsOnly(contract), map: null }
    },
  },
})
