import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = /\.(?:html|js|css|svg|json|txt|webmanifest)$/
const WORTH_IT = 600

const toGzip = promisify(gzip)
const toBrotli = promisify(brotliCompress)

/** Writes a `.gz` and a `.br` beside every text file of a folder, so that the server never compresses while it answers. */
export async function precompress(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.test(entry.name)) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (bytes.length < WORTH_IT) continue
    const quality = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }
    await writeFile(`${file}.gz`, await toGzip(bytes, { level: 9 }))
    await writeFile(`${file}.br`, await toBrotli(bytes, quality))
  }
}
