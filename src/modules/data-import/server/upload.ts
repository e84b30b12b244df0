import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { text } from '#kernel/text.ts'
import { authenticate } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { languageOf } from '#platform/http/problem-json.ts'
import { allow, fieldWords } from '#platform/http/serve.ts'
import { KINDS, LARGEST_FILE } from '../contract.ts'
import { beginImport } from './begin-import.ts'
import { carryOn } from './carry-on.ts'

const Query = z.strictObject({ kind: z.enum(KINDS), file: text(200) })

/**
 * `POST /api/imports?kind=…&file=…` with the bytes of the file as its body: no JSON, so it stands beside the endpoints. The rights are looked
 * at before the body is read.
 */
export function mountUpload(app: FastifyInstance, house: House): void {
  const who = authenticate(house)
  void app.register(async scope => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    scope.post('/api/imports', {
      bodyLimit: LARGEST_FILE,
      onRequest: async request => allow({ access: 'data-import:run' }, await who(request)),
      handler: async (request, reply) => {
        const query = Query.safeParse(request.query, { error: fieldWords(languageOf(request)) })
        if (!query.success)
          throw new Problem('invalid-request', {
            errors: query.error.issues.map(issue => ({
              pointer: `/query/${issue.path.join('/')}`,
              detail: issue.message,
            })),
          })
        if (!Buffer.isBuffer(request.body)) throw new Problem('file-empty')
        const begun = await beginImport(house, await who(request), { ...query.data, bytes: request.body })
        carryOn(house)
        return reply.code(202).header('cache-control', 'no-store').send(begun)
      },
    })
  })
}
