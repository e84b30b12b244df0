import type { Caller } from '#kernel/caller.ts'
import { commonProblems, type Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import {
  type Outcome,
  type Template,
  type TemplateColumn,
  type TemplateRow,
  wrongOf,
} from '#platform/spreadsheet/template.ts'
import { problems } from '../problems.ts'
import { readEntry } from '../rules/entry.ts'
import { nameKey } from '../rules/name.ts'
import type { DocumentKind, Identifier, Insurance, Person, Relative } from '../rules/person.ts'
import { numberKey } from '../rules/search-keys.ts'
import { importPatients } from './import-patients.ts'
import { loadPersons } from './store.ts'
import { todayOf } from './today.ts'
import { identifierTokens, tokensFor } from './tokens.ts'

const columns: readonly TemplateColumn[] = [
  {
    key: 'number',
    heading: '患者编号',
    most: 40,
    example: 'P00012345',
    note: 'HIS 的患者编号；与证件号码至少填一项，再次导入时以此认人',
    noteEn: 'the patient number of the HIS; this or a document number is needed',
  },
  {
    key: 'name',
    heading: '姓名',
    required: true,
    most: 60,
    example: '陈秀英',
    note: '最多 60 字',
    noteEn: 'up to 60 letters',
  },
  {
    key: 'sex',
    heading: '性别',
    most: 4,
    example: '女',
    note: '男、女、其他、未知；填了身份证可不填',
    noteEn: '男, 女, 其他 or 未知; a resident ID tells it',
    choices: { 男: 'male', 女: 'female', 其他: 'other', 未知: 'unknown' },
  },
  {
    key: 'birthDate',
    heading: '出生日期',
    most: 10,
    example: '1956-06-15',
    note: '写成 1956-06-15；填了身份证可不填',
    noteEn: 'as 1956-06-15; a resident ID tells it',
  },
  {
    key: 'documentKind',
    heading: '证件类型',
    most: 20,
    example: '居民身份证',
    note: '不填按居民身份证',
    noteEn: 'empty is 居民身份证',
    choices: {
      居民身份证: 'resident-id',
      身份证: 'resident-id',
      港澳台居住证: 'residence-permit',
      外国人永久居留证: 'foreign-permit',
      护照: 'passport',
      军官证: 'military-id',
      户口簿: 'household-register',
      出生医学证明: 'birth-certificate',
      其他证件: 'other',
    },
  },
  {
    key: 'documentNumber',
    heading: '证件号码',
    most: 40,
    example: '350206195606150022',
    note: '身份证 18 位（旧证 15 位）；该列请设为文本格式，否则 Excel 会丢失末位',
    noteEn: '18 characters for a resident ID; format the column as text, or Excel loses the last digits',
  },
  {
    key: 'phone',
    heading: '本人电话',
    most: 30,
    example: '13800138000',
    note: '手机 11 位，座机带区号（0592-7120120）',
    noteEn: '11 digits for a mobile, area code for a landline',
  },
  {
    key: 'address',
    heading: '住址',
    most: 200,
    example: '厦门市同安区祥平街道 1 号',
    note: '最多 200 字',
    noteEn: 'up to 200 letters',
  },
  {
    key: 'relativeName',
    heading: '联系人姓名',
    most: 60,
    example: '林小敏',
    note: '最多 60 字',
    noteEn: 'up to 60 letters',
  },
  {
    key: 'relation',
    heading: '联系人关系',
    most: 10,
    example: '子女',
    note: '从列出的关系中选一个；不填按其他',
    noteEn: 'one of those listed; empty is 其他',
    choices: {
      配偶: 'spouse',
      子女: 'child',
      父母: 'parent',
      兄弟姐妹: 'sibling',
      孙辈: 'grandchild',
      监护人: 'guardian',
      护工: 'carer',
      朋友: 'friend',
      其他: 'other',
    },
  },
  {
    key: 'relativePhone',
    heading: '联系人电话',
    most: 30,
    example: '13900139000',
    note: '手机 11 位，座机带区号',
    noteEn: '11 digits for a mobile, area code for a landline',
  },
  {
    key: 'insuranceKind',
    heading: '医保类型',
    most: 20,
    example: '居民医保',
    note: '从列出的类型中选一个',
    noteEn: 'one of those listed',
    choices: {
      职工医保: 'employee',
      居民医保: 'resident',
      公费医疗: 'free',
      商业保险: 'commercial',
      工伤保险: 'work-injury',
      生育保险: 'maternity',
      自费: 'self-paid',
      其他: 'other',
    },
  },
  {
    key: 'insuranceNumber',
    heading: '医保编号',
    most: 40,
    example: 'YB350206001',
    note: '最多 40 位；填了要选医保类型',
    noteEn: 'up to 40 characters; needs the kind of insurance',
  },
]

const PROBLEMS = { ...commonProblems, ...problems }
const SOURCE = 'import'
const SYSTEM = 'HIS'

/** A row that can be a patient. */
interface Read {
  readonly line: number
  readonly person: Person
  readonly identifiers: readonly Identifier[]
}

/**
 * Patients of the hospital (患者), many in one statement. Whom a number or document names already is left as he or she is: what the desk
 * and the HIS say since is newer than a list. Likely doubles are proposed for merging afterwards.
 */
export const patientTemplate: Template = {
  kind: 'patients',
  title: { zh: '患者', en: 'Patients' },
  permission: 'patient:write',
  columns,
  atOnce: 500,
  async take(house, caller, rows) {
    const today = todayOf(house)
    const outcomes: Outcome[] = []
    const fresh = new Map<string, Read>()
    const read = rows.flatMap((row): Read[] => {
      const one = readRow(row, today)
      if ('wrong' in one) outcomes.push(one)
      return 'wrong' in one ? [] : [one]
    })
    const known = await whoIsKnown(house, caller, read)
    for (const one of read) {
      const keys = keysOf(one)
      const names = [...keys.flatMap(key => fresh.get(key)?.person.name ?? []), ...(known.get(one.line) ?? [])]
      if (names.length === 0) for (const key of keys) fresh.set(key, one)
      else if (names.every(name => nameKey(name) === nameKey(one.person.name)))
        outcomes.push({ line: one.line, what: 'same' })
      else outcomes.push({ line: one.line, wrong: SOMEBODY_ELSE })
    }
    const people = [...new Set(fresh.values())]
    if (people.length > 0) await importPatients(house)({ ...caller, once: null }, SOURCE, people)
    return [...outcomes, ...people.map(({ line }) => ({ line, what: 'added' as const }))]
  },
}

const SOMEBODY_ELSE = {
  column: 'number',
  zh: '这个患者编号或证件号码已属于另一位姓名不同的患者，请核对；确为同一人请先在患者页改名',
  en: 'This number or document belongs to a patient of another name; check it, or change the name of that patient first',
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  '/body/name': 'name',
  '/body/document/number': 'documentNumber',
  '/body/birthDate': 'birthDate',
  '/body/phones/0/number': 'phone',
  '/body/relatives/0/name': 'relativeName',
  '/body/relatives/0/phone': 'relativePhone',
}

function readRow({ line, values }: TemplateRow, today: string): Read | Extract<Outcome, { wrong: unknown }> {
  const cell = (key: string): string | null => values[key] ?? null
  const number = numberKey(cell('number') ?? '')
  if (number === '' && cell('documentNumber') === null)
    return {
      line,
      wrong: {
        column: 'number',
        zh: '患者编号与证件号码至少填一项，否则再次导入会重复建档',
        en: 'A patient number or a document number is needed, or a second import would register the patient again',
      },
    }
  if (cell('insuranceNumber') !== null && cell('insuranceKind') === null)
    return {
      line,
      wrong: { column: 'insuranceKind', zh: '填了医保编号，还要选医保类型', en: 'The insurance number needs its kind' },
    }
  const birthDate = cell('birthDate')
  if (birthDate !== null && !/^\d{4}([-/.]\d{1,2}){0,2}$|^\d{8}$/.test(birthDate))
    return {
      line,
      wrong: { column: 'birthDate', zh: '出生日期请写成 1956-06-15', en: 'Write the birthday as 1956-06-15' },
    }
  try {
    const person = readEntry(
      {
        name: cell('name') ?? '',
        sex: (cell('sex') ?? 'unknown') as Person['sex'],
        birthDate: birthDate === null ? null : isoDay(birthDate),
        document:
          cell('documentNumber') === null
            ? null
            : { kind: (cell('documentKind') ?? 'resident-id') as DocumentKind, number: cell('documentNumber') ?? '' },
        noDocumentReason: null,
        phones: cell('phone') === null ? [] : [{ number: cell('phone') ?? '', holder: 'self', state: 'unconfirmed' }],
        address: cell('address'),
        relatives:
          cell('relativeName') === null
            ? []
            : [
                {
                  relation: (cell('relation') ?? 'other') as Relative['relation'],
                  name: cell('relativeName') ?? '',
                  phone: cell('relativePhone'),
                },
              ],
        insurance:
          cell('insuranceKind') === null
            ? null
            : { kind: cell('insuranceKind') as Insurance['kind'], number: cell('insuranceNumber') },
      },
      today,
    )
    return {
      line,
      person,
      identifiers: number === '' ? [] : [{ system: SYSTEM, kind: 'patient-number', value: number }],
    }
  } catch (error) {
    return {
      line,
      wrong: wrongOf(error, PROBLEMS, (problem: Problem) => COLUMN_OF[String(problem.facts['pointer'])] ?? null),
    }
  }
}

/** `1956/6/5`, `1956.6.5` and `19560605` as `1956-06-05`. */
function isoDay(said: string): string {
  const parts = /^\d{8}$/.test(said) ? [said.slice(0, 4), said.slice(4, 6), said.slice(6)] : said.split(/[-/.]/)
  return parts.map((part, place) => (place === 0 ? part : part.padStart(2, '0'))).join('-')
}

const keysOf = ({ person, identifiers }: Read): string[] => [
  ...identifiers.map(one => `number ${one.value}`),
  ...(person.document === null ? [] : [`document ${numberKey(person.document.number)}`]),
]

/** The names of those whom the numbers and documents of these rows name already, by line. */
function whoIsKnown(
  house: House,
  caller: Caller,
  rows: readonly Read[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { hospitalId } = caller
  return house.database.transact(async tx => {
    const hits = [...(await byNumber(house, tx, hospitalId, rows)), ...(await byDocument(house, tx, hospitalId, rows))]
    const ids = [...new Set(hits.map(hit => hit.patientId))]
    const names = new Map<string, string>()
    for (const stored of await loadPersons(house, tx, hospitalId, ids)) names.set(stored.id, stored.person.name)
    const found = new Map<number, string[]>()
    for (const { line, patientId } of hits) found.set(line, [...(found.get(line) ?? []), names.get(patientId) ?? ''])
    return found
  })
}

interface HitRow {
  readonly line: number
  /** The person who stands, not an alias. */
  readonly patientId: string
}

const STANDING = `join patient.patient p on p.hospital_id = $1 and p.id = f.patient_id`

function byNumber(house: House, tx: Tx, hospitalId: string, rows: readonly Read[]): Promise<HitRow[]> {
  const asked = rows.flatMap(({ line, identifiers }) =>
    identifiers.flatMap(one => identifierTokens(house.cipher, one).map(token => ({ line, token, ...one }))),
  )
  return run<HitRow>(
    tx,
    `select k.line, coalesce(p.merged_into, p.id) as patient_id
     from unnest($2::int[], $3::text[], $4::text[], $5::bytea[]) as k (line, system, kind, token)
     join patient.identifier f on f.hospital_id = $1 and f.system = k.system and f.kind = k.kind and f.token = k.token and f.ended_at is null
     ${STANDING}`,
    [
      hospitalId,
      asked.map(one => one.line),
      asked.map(one => one.system),
      asked.map(one => one.kind),
      asked.map(one => one.token),
    ],
  )
}

function byDocument(house: House, tx: Tx, hospitalId: string, rows: readonly Read[]): Promise<HitRow[]> {
  const asked = rows.flatMap(({ line, person }) =>
    person.document === null
      ? []
      : tokensFor(house.cipher, { use: 'document', text: numberKey(person.document.number) }).map(token => ({
          line,
          token,
        })),
  )
  return run<HitRow>(
    tx,
    `select k.line, coalesce(p.merged_into, p.id) as patient_id
     from unnest($2::int[], $3::bytea[]) as k (line, token)
     cross join lateral (select s.patient_id from patient.search_token s where s.hospital_id = $1 and s.token = k.token limit 5) as f
     ${STANDING}`,
    [hospitalId, asked.map(one => one.line), asked.map(one => one.token)],
  )
}
