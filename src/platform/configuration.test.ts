import { expect, test } from 'vitest'
import { readConfiguration } from './configuration.ts'

const DATABASE_URL = 'postgres://app:secret@db.hospital.cn:5432/yiguanjia'

test('an empty environment is the embedded demo hospital on port 8080', () => {
  expect(readConfiguration({})).toEqual({
    host: '0.0.0.0',
    port: 8080,
    mllpPort: 2575,
    embedded: true,
    databaseUrl: null,
    dataDir: `${process.cwd()}/data`,
    seed: 'demo',
    publicUrl: 'http://localhost:8080',
    keyFile: `${process.cwd()}/data/key.json`,
    clock: 'system',
  })
})

test('the public address follows the port, and the key file the data folder', () => {
  const configuration = readConfiguration({ PORT: '9000', DATA_DIR: '/srv/yiguanjia' })
  expect(configuration.publicUrl).toBe('http://localhost:9000')
  expect(configuration.keyFile).toBe('/srv/yiguanjia/key.json')
})

test.each(['0', '65536', '80a', '-1', '8080.5', '1e3', '999999'])(
  'PORT=%s is refused, and both languages say what is allowed',
  port => {
    expect(() => readConfiguration({ PORT: port })).toThrow(
      `PORT=${port}：应为 1 到 65535 之间的整数\nPORT=${port}: must be a whole number from 1 to 65535`,
    )
  },
)

test('none turns MLLP off, and nothing else does', () => {
  expect(readConfiguration({ MLLP_PORT: 'none' }).mllpPort).toBeNull()
  expect(() => readConfiguration({ MLLP_PORT: 'off' })).toThrow('or none to turn it off')
})

test('a blank variable is one that is not set', () => {
  expect(readConfiguration({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfiguration({}))
})

test('a real database wants its key file, and takes neither demo data nor a simulated clock', () => {
  expect(readConfiguration({ DATABASE_URL, KEY_FILE: '/etc/yiguanjia/key.json' })).toMatchObject({
    seed: 'none',
    clock: 'system',
  })
  expect(() => readConfiguration({ DATABASE_URL })).toThrow('KEY_FILE')
  expect(() => readConfiguration({ DATABASE_URL, KEY_FILE: '/k', SEED: 'demo' })).toThrow('SEED=demo')
  expect(() => readConfiguration({ DATABASE_URL, KEY_FILE: '/k', CLOCK: 'simulated' })).toThrow('CLOCK=simulated')
})

test('a refused database address is not told again: it may hold a password', () => {
  expect(() => readConfiguration({ DATABASE_URL: 'mysql://app:secret@db/x' })).toThrow(/^(?!.*secret)/s)
})

test('the public address keeps no path and no slash', () => {
  expect(readConfiguration({ PUBLIC_URL: 'https://yiguanjia.hospital.cn/' }).publicUrl).toBe(
    'https://yiguanjia.hospital.cn',
  )
  expect(() => readConfiguration({ PUBLIC_URL: 'https://hospital.cn/app' })).toThrow('PUBLIC_URL')
  expect(() => readConfiguration({ PUBLIC_URL: 'hospital.cn' })).toThrow('PUBLIC_URL')
})

test('everything that is wrong is told at once', () => {
  expect(() => readConfiguration({ PORT: 'x', SEED: 'big', CLOCK: 'slow' })).toThrow(
    /PORT=x[\s\S]*SEED=big[\s\S]*CLOCK=slow/,
  )
})
