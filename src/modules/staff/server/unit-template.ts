import { commonProblems, type Problem } from '#kernel/problem.ts'
import { oneByOne, type Template, type TemplateColumn, unfit, wrongOf } from '#platform/spreadsheet/template.ts'
import * as contract from '../contract.ts'
import { problems } from '../problems.ts'
import { addUnit, changeUnit } from './add-unit.ts'
import { openUnits } from './store.ts'

const columns: readonly TemplateColumn[] = [
  {
    key: 'code',
    heading: '编码',
    required: true,
    most: 20,
    example: 'SNK',
    note: '1–20 位字母、数字或短横，全院唯一；已有的编码会更新那个组织',
    noteEn: '1 to 20 letters, digits or dashes, unique; a known code updates that unit',
  },
  {
    key: 'name',
    heading: '名称',
    required: true,
    most: 60,
    example: '神经内科',
    note: '最多 60 字',
    noteEn: 'up to 60 letters',
  },
  {
    key: 'kind',
    heading: '类型',
    required: true,
    most: 20,
    example: '临床科室',
    note: '从列出的类型中选一个；已有组织的类型不能改',
    noteEn: 'one of those listed; the kind of a known unit stays',
    choices: {
      医院: 'hospital',
      院区: 'campus',
      客服部门: 'service-department',
      一站式中心: 'centre',
      服务总台: 'desk',
      服务组: 'group',
      临床科室: 'clinical',
      医技科室: 'technical',
      职能科室: 'administrative',
      下设单位: 'office',
      社区医院: 'community',
    },
  },
  {
    key: 'parent',
    heading: '上级编码',
    most: 20,
    example: 'YY',
    note: '上级组织的编码，须已存在或排在前面；只有全院最上级不填',
    noteEn: 'the code of the unit above, known or further up in the list; only the root has none',
  },
  {
    key: 'place',
    heading: '位置',
    most: 60,
    example: '门诊楼 3 楼 东区',
    note: '最多 60 字',
    noteEn: 'up to 60 letters',
  },
  {
    key: 'phone',
    heading: '电话',
    most: 20,
    example: '0592-7120130',
    note: '3–20 位数字、+、短横或空格',
    noteEn: '3 to 20 digits, +, dashes or spaces',
  },
  {
    key: 'hours',
    heading: '值守',
    most: 10,
    example: '工作日',
    note: '「工作日」按医院日历，「全天」日夜有人；不填按工作日',
    noteEn: '工作日 follows the calendar, 全天 is day and night; empty is 工作日',
    choices: { 工作日: 'calendar', 全天: 'always' },
  },
]

const PROBLEMS = { ...commonProblems, ...problems }
const COLUMN_OF: Readonly<Record<string, string>> = {
  'code-taken': 'code',
  'unit-needs-parent': 'parent',
  'unit-circle': 'parent',
  'unit-unfit-parent': 'parent',
  'centre-is-full': 'parent',
}

/** Units of the hospital (组织), parents first. */
export const unitTemplate: Template = {
  kind: 'units',
  title: { zh: '组织科室', en: 'Units' },
  permission: 'staff:write',
  columns,
  atOnce: 25,
  async take(house, caller, rows) {
    const known = await house.database.transact(tx => openUnits(tx, house.hospital.id))
    const units = new Map(known.map(unit => [unit.code, unit]))
    return oneByOne(rows, async ({ values }) => {
      const parent = values['parent'] === null ? null : units.get(values['parent'] ?? '')
      if (parent === undefined)
        return {
          column: 'parent',
          zh: '没有这个上级编码：请先导入上级组织，或把它排到前面',
          en: 'There is no unit with this code above; import it first, or put it further up',
        }
      const stated = contract.addUnit.body.safeParse({
        code: values['code'],
        name: values['name'],
        kind: values['kind'],
        parentId: parent?.id ?? null,
        place: values['place'],
        phone: values['phone'],
        hours: values['hours'] ?? 'calendar',
      })
      if (!stated.success) return unfit(columns, String(stated.error.issues[0]?.path[0] ?? 'code'))
      const asked = stated.data as Parameters<ReturnType<typeof addUnit>>[1]
      const before = units.get(asked.code)
      try {
        if (before === undefined) {
          const added = await addUnit(house)(caller, asked)
          units.set(added.code, { ...added, hospitalId: house.hospital.id } as never)
          return 'added'
        }
        const { kind, ...change } = asked
        if (kind !== before.kind)
          return {
            column: 'kind',
            zh: '已有组织的类型不能改；确需更改请撤销后另建',
            en: 'The kind of a known unit stays; close it and add another',
          }
        const fields = ['name', 'parentId', 'place', 'phone', 'hours'] as const
        if (fields.every(field => change[field] === before[field])) return 'same'
        const changed = await changeUnit(house)(caller, { ...change, id: before.id, version: before.version })
        units.set(changed.code, { ...before, ...changed })
        return 'changed'
      } catch (error) {
        return wrongOf(error, PROBLEMS, (problem: Problem) => COLUMN_OF[problem.code] ?? null)
      }
    })
  },
}
