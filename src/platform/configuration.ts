import { join, resolve } from 'node:path'
import { StartRefusal } from './start-refusal.ts'

/** What the environment says about this start. */
export interface Configuration {
  /** The address to listen on. */
  readonly host: string
  readonly port: number
  /** Where HL7 v2 messages come in; null when nobody listens. */
  readonly mllpPort: number | null
  /** Whether PostgreSQL runs inside this program, with its data below `dataDir`. */
  readonly embedded: boolean
  /** Where PostgreSQL is, when it is not embedded. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly seed: 'demo' | 'none'
  /** How browsers reach the house, without a slash at the end: for links, QR codes and Secure cookies. */
  readonly publicUrl: string
  /** The file of the keys that encipher and seal. */
  readonly keyFile: string
  readonly clock: 'system' | 'simulated'
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment. Throws one {@link StartRefusal} that names everything that is wrong and what is allowed. */
export function readConfiguration(environment: Environment): Configuration {
  const wrong: StartRefusal[] = []
  const read = <T>(name: string, fallback: T, parse: (text: string) => T | Refused): T => {
    const text = environment[name]?.trim()
    if (!text) return fallback
    const value = parse(text)
    if (!isRefused(value)) return value
    // An address of a database may hold a password.
    const shown = name === 'DATABASE_URL' ? name : `${name}=${text}`
    wrong.push(new StartRefusal(`${shown}：${value.zh}`, `${shown}: ${value.en}`))
    return fallback
  }
  const requires = (met: boolean, zh: string, en: string) => {
    if (!met) wrong.push(new StartRefusal(zh, en))
  }

  const databaseUrl = read<string | null>('DATABASE_URL', null, databaseAddress)
  const embedded = databaseUrl === null
  const port = read('PORT', 8080, portNumber)
  const dataDir = resolve(read('DATA_DIR', './data', text => text))
  const configuration: Configuration = {
    host: read('HOST', '0.0.0.0', text => text),
    port,
    mllpPort: read<number | null>('MLLP_PORT', 2575, text => (text === 'none' ? null : portNumber(text, NONE))),
    embedded,
    databaseUrl,
    dataDir,
    seed: read('SEED', embedded ? 'demo' : 'none', oneOf('demo', 'none')),
    publicUrl: read('PUBLIC_URL', `http://localhost:${port}`, webAddress),
    keyFile: resolve(read('KEY_FILE', join(dataDir, 'key.json'), text => text)),
    clock: read('CLOCK', 'system', oneOf('system', 'simulated')),
  }

  requires(
    configuration.port !== configuration.mllpPort,
    'PORT 与 MLLP_PORT 不能相同',
    'PORT and MLLP_PORT must differ',
  )
  if (!embedded) {
    requires(
      Boolean(environment['KEY_FILE']?.trim()),
      '使用 DATABASE_URL 时必须设置 KEY_FILE（密钥文件），请另行备份',
      'With DATABASE_URL, KEY_FILE must be set; keep a copy of that file elsewhere',
    )
    requires(
      configuration.seed === 'none',
      'SEED=demo 只能用于内置数据库：演示数据和演示账号不得进入正式数据库',
      'SEED=demo is for the embedded database only: demo accounts have no place in a real one',
    )
    requires(
      configuration.clock === 'system',
      'CLOCK=simulated 只能用于内置数据库',
      'CLOCK=simulated is for the embedded database only',
    )
  }
  if (wrong.length > 0) throw allOf(wrong)
  return configuration
}

class Refused {
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string) {
    this.zh = zh
    this.en = en
  }
}

const isRefused = (value: unknown): value is Refused => value instanceof Refused

const NONE = { zh: '，或 none 表示不接收', en: ', or none to turn it off' }

function portNumber(text: string, also = { zh: '', en: '' }): number | Refused {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65_535) return port
  return new Refused(`应为 1 到 65535 之间的整数${also.zh}`, `must be a whole number from 1 to 65535${also.en}`)
}

const oneOf =
  <const Word extends string>(...words: Word[]) =>
  (text: string): Word | Refused =>
    words.find(word => word === text) ?? new Refused(`应为 ${words.join(' 或 ')}`, `must be ${words.join(' or ')}`)

function webAddress(text: string): string | Refused {
  const url = URL.parse(text)
  if (
    url &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash
  )
    return url.origin
  return new Refused(
    '应为不带路径的网址，例如 https://yiguanjia.hospital.cn',
    'must be a web address without a path, such as https://yiguanjia.hospital.cn',
  )
}

function databaseAddress(text: string): string | Refused {
  if (/^postgres(ql)?:\/\//.test(text)) return text
  return new Refused(
    '应为 postgres://用户:密码@主机:端口/数据库',
    'must be postgres://user:password@host:port/database',
  )
}

function allOf(wrong: readonly StartRefusal[]): StartRefusal {
  const lines = wrong.map(one => one.message.split('\n'))
  return new StartRefusal(lines.map(([zh]) => zh).join('\n'), lines.map(([, en]) => en).join('\n'))
}
