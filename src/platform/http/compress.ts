import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

/** What fits into one packet is not worth the work. */
const LEAST = 1400
/** Beyond this a list takes twice the time to become a tenth smaller. */
const LEVEL = 4
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/i

/**
 * Sends long answers of the API as gzip where the caller takes it; off the main thread. Files are compressed when the web is built,
 * and streams are left alone, because an event must leave at once.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < LEAST || reply.hasHeader('content-encoding')) {
      done(null, payload)
      return
    }
    void reply.header('vary', 'accept-encoding')
    if (!TAKES_GZIP.test(request.headers['accept-encoding'] ?? '')) {
      done(null, payload)
      return
    }
    gzip(payload, { level: LEVEL }, (error, bytes) => {
      // What cannot be compressed goes as it is.
      if (error !== null) {
        done(null, payload)
        return
      }
      void reply.header('content-encoding', 'gzip').removeHeader('content-length')
      done(null, bytes)
    })
  })
}
