import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cleanUp } from './clean-up.ts'
import { temporary } from './temporary.ts'

/** A folder that goes with the test, or with the file when made in `beforeAll`. */
export function testFolder(): string {
  const folder = mkdtempSync(join(temporary, 'yiguanjia-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
