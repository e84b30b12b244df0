import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../../tests/support/folder.ts'

const command = (body: string): string => {
  const file = join(testFolder(), 'command.mjs')
  const piece = join(import.meta.dirname, 'bootstrap-channel.ts')
  writeFileSync(
    file,
    `import { endWithBootstrap } from ${JSON.stringify(piece)}\nconst close = endWithBootstrap()\n${body}\n`,
  )
  return file
}

test('a command that has done its work ends by itself and says so', async () => {
  const child = fork(command('close()'))
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('one that failed says that', async () => {
  const child = fork(command('process.exitCode = 3\nclose()'))
  expect(await once(child, 'exit')).toEqual([3, null])
})

test('one whose bootstrap is gone does not stay', async () => {
  const child = fork(command('setInterval(() => {}, 1000)\nprocess.send("ready")'))
  await once(child, 'message')
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([1, null])
})
