import { gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { compressAnswers } from '#platform/http/compress.ts'

const rows = Array.from({ length: 200 }, (_, n) => ({ n, name: '示范患者' }))

function house() {
  const app = Fastify()
  compressAnswers(app)
  app.get('/long', async () => rows)
  app.get('/short', async () => ({ ok: true }))
  return app
}
const ask = (url: string, takes?: string) =>
  house().inject({ url, headers: takes === undefined ? {} : { 'accept-encoding': takes } })

test('a long answer goes as gzip to who takes it, and says its length', async () => {
  const answer = await ask('/long', 'gzip, deflate, br')
  expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
  expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length)
  expect(JSON.parse(gunzipSync(answer.rawPayload).toString('utf8'))).toEqual(rows)
  expect(answer.rawPayload.length).toBeLessThan(JSON.stringify(rows).length / 5)
})

test.each([
  ['/long', undefined],
  ['/long', 'identity'],
  ['/long', 'br, gzip;q=0'],
  ['/short', 'gzip'],
])('%s for %s goes as it is', async (url, takes) => {
  const answer = await ask(url, takes)
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.json()).toEqual(url === '/long' ? rows : { ok: true })
})
