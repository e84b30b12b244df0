import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { cleanUp } from './clean-up.ts'

/** A folder that goes with the test, or with the file when made in `beforeAll`; at the latest with the run. */
export function testFolder(): string {
  const folder = mkdtempSync(join(inject('folder'), 'test-'))
  cleanUp(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
