import { commonProblems, type Problem } from '#kernel/problem.ts'
import { listed, oneByOne, type Template, type TemplateColumn, unfit, wrongOf } from '#platform/spreadsheet/template.ts'
import * as contract from '../contract.ts'
import { problems } from '../problems.ts'
import { describeUnit } from './describe-unit.ts'
import { listUnits } from './directory.ts'

const YES_NO = { 是: 'yes', 否: 'no' }

const columns: readonly TemplateColumn[] = [
  {
    key: 'code',
    heading: '科室编码',
    required: true,
    most: 20,
    example: 'SNK',
    note: '已有科室的编码',
    noteEn: 'the code of a known department',
  },
  {
    key: 'introduction',
    heading: '科室介绍',
    most: 2000,
    example: '擅长脑血管病、头痛、帕金森病的诊治。',
    note: '最多 2000 字',
    noteEn: 'up to 2000 letters',
  },
  { key: 'building', heading: '楼宇', most: 40, example: '门诊楼', note: '最多 40 字', noteEn: 'up to 40 letters' },
  {
    key: 'floor',
    heading: '楼层',
    most: 10,
    example: '3',
    note: '写成 3、3楼 或 B1（地下）',
    noteEn: '3, or B1 for below the ground',
  },
  { key: 'room', heading: '房间或区域', most: 40, example: '东区 305', note: '最多 40 字', noteEn: 'up to 40 letters' },
  {
    key: 'phone',
    heading: '对外电话',
    most: 40,
    example: '0592-7120130',
    note: '3–40 位数字与短横',
    noteEn: '3 to 40 digits and dashes',
  },
  {
    key: 'hours',
    heading: '服务时间',
    most: 200,
    example: '周一至周五 8:00–17:30',
    note: '最多 200 字',
    noteEn: 'up to 200 letters',
  },
  {
    key: 'services',
    heading: '服务项目',
    most: 2500,
    example: '脑电图、肌电图',
    note: '用顿号分开，最多 40 项，每项 60 字以内',
    noteEn: 'separated by 、; up to 40 of up to 60 letters',
  },
  {
    key: 'visitingNotes',
    heading: '探视与就诊须知',
    most: 1000,
    example: '探视时间 15:00–17:00',
    note: '最多 1000 字',
    noteEn: 'up to 1000 letters',
  },
  {
    key: 'aliases',
    heading: '别名',
    most: 900,
    example: '神内、脑内科',
    note: '用顿号分开，最多 20 个，每个 40 字以内',
    noteEn: 'separated by 、; up to 20 of up to 40 letters',
  },
  {
    key: 'isPublic',
    heading: '对患者公开',
    most: 4,
    example: '是',
    note: '是 或 否；不填为 是',
    noteEn: '是 or 否; empty is 是',
    choices: YES_NO,
  },
]

const PROBLEMS = { ...commonProblems, ...problems }

/** What is told about departments (科室介绍), written whole: an empty cell is told as nothing. */
export const descriptionTemplate: Template = {
  kind: 'descriptions',
  title: { zh: '科室介绍', en: 'Departments' },
  permission: 'directory:write',
  columns,
  atOnce: 50,
  async take(house, caller, rows) {
    const { units } = await listUnits(house)
    const byCode = new Map(units.map(unit => [unit.code, unit]))
    return oneByOne(rows, async ({ values }) => {
      const before = byCode.get(values['code'] ?? '')
      if (before === undefined)
        return {
          column: 'code',
          zh: '没有这个科室编码，请先导入组织科室或核对编码',
          en: 'There is no department with this code; import units first, or check it',
        }
      const stated = contract.describeUnit.body.safeParse({
        version: before.version,
        introduction: values['introduction'],
        building: values['building'],
        floor: values['floor'],
        room: values['room'],
        mapPoint: before.mapPoint,
        phone: values['phone'],
        hours: values['hours'],
        services: listed(values['services'] ?? null),
        visitingNotes: values['visitingNotes'],
        aliases: listed(values['aliases'] ?? null),
        isPublic: values['isPublic'] !== 'no',
      })
      if (!stated.success) return unfit(columns, String(stated.error.issues[0]?.path[0] ?? 'code'))
      try {
        const asked = stated.data as Parameters<typeof describeUnit>[2]
        const after = await describeUnit(house, caller, { ...asked, unitId: before.unitId })
        byCode.set(before.code, { ...before, version: after.version })
        return after.version === before.version ? 'same' : before.version === 0 ? 'added' : 'changed'
      } catch (error) {
        return wrongOf(error, PROBLEMS, (problem: Problem) =>
          problem.code === 'floor-unreadable' ? 'floor' : problem.code === 'not-found' ? 'code' : null,
        )
      }
    })
  },
}
