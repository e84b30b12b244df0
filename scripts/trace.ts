/** Which requirement is proved by which test: reads the titles of all tests, prints the counts and writes `docs/traceability.md`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Requirement {
  readonly id: string
  readonly module: string
  readonly title: string
  /** What of the acceptance check has not run, and what it waits for. */
  readonly missing: string
}
interface Proof {
  readonly id: string
  readonly whole: boolean
  readonly file: string
  readonly title: string
}

const testFiles = ['src', 'tests'].flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.test\.tsx?$/.test(file))
    .map(file => join(folder, file)),
)

/** `test('TKT-05: …')` proves the whole check, `test('TKT-05 (part): …')` a part; several ids may stand before the colon. */
function proofsIn(file: string): Proof[] {
  const titles = readFileSync(file, 'utf8').matchAll(
    /\b(?:test|describe)(?:\.\w+)*\(\s*(['"`])((?:[A-Z]{3}-\d\d(?: \(part\))?(?:, )?)+): (.*?)\1,/g,
  )
  return [...titles].flatMap(([, , ids = '', title = '']) =>
    ids.split(', ').map(id => ({ id: id.slice(0, 6), whole: !id.includes('(part)'), file, title })),
  )
}

const requirements: Requirement[] = readFileSync('docs/requirements.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(cells)
  .map(([id = '', module = '', title = '', missing = '']) => ({ id, module, title, missing }))

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}

const proofs = testFiles.flatMap(proofsIn)
const unknown = proofs.filter(proof => !requirements.some(one => one.id === proof.id))
if (unknown.length > 0)
  throw new Error(`no such requirement: ${unknown.map(proof => `${proof.id} in ${proof.file}`).join(', ')}`)

const stateOf = (requirement: Requirement): 'proved' | 'partly' | 'open' => {
  const own = proofs.filter(proof => proof.id === requirement.id)
  if (own.length === 0) return 'open'
  return own.some(proof => proof.whole) && requirement.missing === '' ? 'proved' : 'partly'
}

const modules = [...new Set(requirements.map(one => one.module))]
const rows = modules.map(module => {
  const own = requirements.filter(one => one.module === module)
  const count = (state: string) => own.filter(one => stateOf(one) === state).length
  return { module, proved: count('proved'), partly: count('partly'), open: count('open') }
})

const lines = [
  '# Traceability',
  '',
  'Written by `npm run trace` from the titles of the tests. *Proved*: a test ran the whole acceptance check. *Partly*: a test ran a part; what is missing is named.',
  '',
  '| module | proved | partly | open |',
  '| --- | --- | --- | --- |',
  ...rows.map(row => `| ${row.module} | ${row.proved} | ${row.partly} | ${row.open} |`),
  '',
  ...modules.flatMap(module => {
    const touched = requirements.filter(one => one.module === module && stateOf(one) !== 'open')
    if (touched.length === 0) return []
    return [
      `## ${module}`,
      '',
      '| id | 名称 | state | tests | still missing |',
      '| --- | --- | --- | --- | --- |',
      ...touched.map(one => {
        const files = [...new Set(proofs.filter(proof => proof.id === one.id).map(proof => `\`${proof.file}\``))]
        return `| ${one.id} | ${one.title} | ${stateOf(one)} | ${files.join(' ')} | ${one.missing} |`
      }),
      '',
    ]
  }),
]
writeFileSync('docs/traceability.md', `${lines.join('\n').trimEnd()}\n`)
for (const row of rows)
  process.stdout.write(`${row.module.padEnd(14)} proved ${row.proved}  partly ${row.partly}  open ${row.open}\n`)
for (const one of requirements.filter(requirement => stateOf(requirement) === 'partly' && requirement.missing === ''))
  process.stdout.write(`${one.id} is partly proved, and docs/requirements.csv does not say what is missing\n`)
