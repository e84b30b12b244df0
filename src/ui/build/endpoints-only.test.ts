import { expect, test } from 'vitest'
import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { endpointsOnly } from './endpoints-only.ts'

const contract = {
  openThing: get('/api/things/:id', {
    id: 'thing.open',
    summary: '',
    access: 'signed-in',
    params: { id: z.uuid() },
    returns: z.string(),
  }),
  closeThing: post('/api/things/close', { id: 'thing.close', summary: '', access: 'signed-in', returns: z.string() }),
  Kind: z.enum(['general', 'complex']),
  Thing: z.strictObject({ kind: z.string() }),
  LIMITS: { general: 120, steps: ['a', 'b'] },
  helper: () => 1,
}

test('a browser gets endpoints, code lists and plain constants of a contract, and no schema', () => {
  expect(endpointsOnly(contract).trim().split('\n')).toEqual([
    'export const openThing = /* @__PURE__ */ Object.freeze({"method":"GET","path":"/api/things/:id","id":"thing.open"})',
    'export const closeThing = /* @__PURE__ */ Object.freeze({"method":"POST","path":"/api/things/close","id":"thing.close"})',
    'export const Kind = /* @__PURE__ */ Object.freeze({"options":["general","complex"]})',
    'export const LIMITS = /* @__PURE__ */ Object.freeze({"general":120,"steps":["a","b"]})',
  ])
})
