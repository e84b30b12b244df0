import type { Caller } from '#kernel/caller.ts'
import { commonProblems, type Problem } from '#kernel/problem.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import {
  oneByOne,
  type Template,
  type TemplateColumn,
  type TemplateRow,
  unfit,
  wrongOf,
} from '#platform/spreadsheet/template.ts'
import * as contract from '../contract.ts'
import { problems } from '../problems.ts'
import { addPerson, changePerson } from './add-person.ts'
import { appoint } from './appoint.ts'
import { organisation } from './organisation.ts'
import type { PersonRow } from './store.ts'

const columns: readonly TemplateColumn[] = [
  {
    key: 'staffNumber',
    heading: '工号',
    required: true,
    most: 20,
    example: '10086',
    note: '1–20 位字母、数字或短横，全院唯一；一人多岗时每岗一行，工号相同',
    noteEn: '1 to 20 letters, digits or dashes, unique; one line for each post of a person',
  },
  {
    key: 'name',
    heading: '姓名',
    required: true,
    most: 40,
    example: '陈建华',
    note: '最多 40 字',
    noteEn: 'up to 40 letters',
  },
  {
    key: 'phone',
    heading: '手机',
    most: 20,
    example: '13800138000',
    note: '3–20 位数字、+、短横或空格；不填则不改动',
    noteEn: '3 to 20 digits, +, dashes or spaces; empty changes nothing',
  },
  {
    key: 'unit',
    heading: '科室编码',
    most: 20,
    example: 'SNK',
    note: '已有组织的编码；填了岗位就要填',
    noteEn: 'the code of a known unit; needed with a post',
  },
  {
    key: 'post',
    heading: '岗位',
    most: 20,
    example: '科室联络员',
    note: '从列出的岗位中选一个；不填只登记人员',
    noteEn: 'one of those listed; empty adds the person only',
    choices: {
      主任: 'director',
      副主任: 'deputy-director',
      中心负责人: 'centre-manager',
      科室负责人: 'head',
      科室联络员: 'liaison',
      代理联络员: 'deputy-liaison',
      组长: 'group-lead',
      组员: 'group-member',
      服务专员: 'desk-agent',
      值班员: 'duty-officer',
      总值班: 'duty-manager',
      信息安全员: 'privacy-officer',
      系统管理员: 'administrator',
      医生: 'doctor',
      职工: 'member',
      社区转诊员: 'referrer',
    },
  },
]

const PROBLEMS = { ...commonProblems, ...problems }
const columnOf = ({ code }: Problem): string | null =>
  code === 'number-taken' || code === 'person-left' ? 'staffNumber' : /^post-|^own-|guarded/.test(code) ? 'post' : null

const personByNumber = (house: House, staffNumber: string): Promise<PersonRow | undefined> =>
  house.database
    .transact(tx =>
      run<PersonRow>(tx, 'select * from staff.person where hospital_id = $1 and staff_number = $2', [
        house.hospital.id,
        staffNumber,
      ]),
    )
    .then(rows => rows[0])

/** People and their posts (人员). */
export const staffTemplate: Template = {
  kind: 'staff',
  title: { zh: '人员岗位', en: 'Staff' },
  permission: 'staff:write',
  columns,
  atOnce: 25,
  take: (house, caller, rows) => oneByOne(rows, row => takePerson(house, caller, row)),
}

async function takePerson(house: House, caller: Caller, { values }: TemplateRow) {
  const stated = contract.addPerson.body.safeParse({
    staffNumber: values['staffNumber'],
    name: values['name'],
    phone: values['phone'],
  })
  if (!stated.success) return unfit(columns, String(stated.error.issues[0]?.path[0] ?? 'staffNumber'))
  const asked = stated.data as Parameters<ReturnType<typeof addPerson>>[1]
  const org = await organisation(house, { fresh: true })
  const unit = [...org.units.values()].find(one => one.code === values['unit'])
  if (values['unit'] !== null && unit === undefined)
    return {
      column: 'unit',
      zh: '没有这个科室编码，请先导入组织科室或核对编码',
      en: 'There is no unit with this code; import units first, or check it',
    }
  if (values['post'] !== null && unit === undefined)
    return { column: 'unit', zh: '填了岗位，还要填科室编码', en: 'A post needs the code of its unit' }
  try {
    const before = await personByNumber(house, asked.staffNumber)
    const person =
      before === undefined ? await addPerson(house)(caller, asked) : await kept(house, caller, before, asked)
    const post = values['post'] as Parameters<ReturnType<typeof appoint>>[1]['post'] | null
    const holds =
      post === null ||
      org.assignments.some(
        one => one.personId === person.id && one.post === post && one.unitId === unit?.id && one.to === null,
      )
    if (!holds && unit !== undefined) await appoint(house)(caller, { personId: person.id, post, unitId: unit.id })
    if (before === undefined) return 'added'
    return holds && !('changed' in person && person.changed) ? 'same' : 'changed'
  } catch (error) {
    return wrongOf(error, PROBLEMS, columnOf)
  }
}

/** A person who is there: only what differs is written; an empty telephone leaves the known one. */
async function kept(
  house: House,
  caller: Caller,
  before: PersonRow,
  asked: { readonly staffNumber: string; readonly name: string; readonly phone: string | null },
): Promise<{ id: string; changed: boolean }> {
  const phone = before.phone === null ? null : house.cipher.decipher(before.phone)
  const isSame = asked.name === before.name && (asked.phone === null || asked.phone === phone)
  if (isSame && before.leftAt === null) return { id: before.id, changed: false }
  await changePerson(house)(caller, {
    id: before.id,
    version: before.version,
    name: asked.name,
    staffNumber: asked.staffNumber,
    ...(asked.phone !== null && { phone: asked.phone }),
  })
  return { id: before.id, changed: true }
}
