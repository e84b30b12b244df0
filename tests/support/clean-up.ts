import { afterAll, onTestFinished, TestRunner } from 'vitest'

const ofTheFile: (() => unknown)[] = []

afterAll(async () => {
  for (const clean of ofTheFile.splice(0).toReversed()) await clean()
})

/** Cleans up behind the test that runs now; between tests, as in `beforeAll`, behind the last one of the file. */
export function cleanUp(clean: () => unknown): void {
  if (TestRunner.getCurrentTest()) onTestFinished(async () => void (await clean()))
  else ofTheFile.push(clean)
}
