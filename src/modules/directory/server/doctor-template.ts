import { commonProblems, type Problem } from '#kernel/problem.ts'
import { organisation } from '#modules/staff/index.ts'
import { listed, oneByOne, type Template, type TemplateColumn, unfit, wrongOf } from '#platform/spreadsheet/template.ts'
import * as contract from '../contract.ts'
import { problems } from '../problems.ts'
import { doctorsByCode } from './doctor-store.ts'
import { upsertDoctor } from './upsert-doctor.ts'

const columns: readonly TemplateColumn[] = [
  {
    key: 'code',
    heading: '医生编码',
    required: true,
    most: 32,
    example: 'D1001',
    note: '工号或 HIS 中的医生编码，最多 32 位；已有的编码会更新那位医生',
    noteEn: 'the staff number or what the HIS calls the doctor by; a known code updates that doctor',
  },
  {
    key: 'name',
    heading: '姓名',
    required: true,
    most: 40,
    example: '林文',
    note: '最多 40 字',
    noteEn: 'up to 40 letters',
  },
  {
    key: 'units',
    heading: '科室编码',
    required: true,
    most: 220,
    example: 'SNK',
    note: '已有科室的编码，所属科室在前；多个用顿号分开，最多 10 个',
    noteEn: 'codes of known departments, the own one first, separated by 、; up to 10',
  },
  {
    key: 'title',
    heading: '职称',
    required: true,
    most: 20,
    example: '主任医师',
    note: '从列出的职称中选一个',
    noteEn: 'one of those listed',
    choices: {
      主任医师: 'chief',
      副主任医师: 'associate-chief',
      主治医师: 'attending',
      住院医师: 'resident',
      医师: 'resident',
    },
  },
  {
    key: 'feeLevel',
    heading: '号别',
    required: true,
    most: 20,
    example: '主任号',
    note: '从列出的号别中选一个',
    noteEn: 'one of those listed',
    choices: { 普通号: 'ordinary', 副主任号: 'associate', 主任号: 'expert', 特需号: 'special' },
  },
  {
    key: 'strengths',
    heading: '擅长',
    most: 850,
    example: '脑卒中、头痛',
    note: '用顿号分开，最多 20 项，每项 40 字以内',
    noteEn: 'separated by 、; up to 20 of up to 40 letters',
  },
  {
    key: 'languages',
    heading: '语言',
    most: 220,
    example: '普通话、闽南话',
    note: '用顿号分开，最多 10 种',
    noteEn: 'separated by 、; up to 10',
  },
  {
    key: 'isVisiting',
    heading: '外聘',
    most: 4,
    example: '否',
    note: '是 或 否；不填不改动',
    noteEn: '是 or 否; empty changes nothing',
    choices: { 是: 'yes', 否: 'no' },
  },
  {
    key: 'isPublic',
    heading: '对患者公开',
    most: 4,
    example: '是',
    note: '是 或 否；不填为 是',
    noteEn: '是 or 否; empty is 是',
    choices: { 是: 'yes', 否: 'no' },
  },
]

const PROBLEMS = { ...commonProblems, ...problems }

/** Doctors as patients look for them (医生). Who of the staff a doctor is, is set on the doctor's page. */
export const doctorTemplate: Template = {
  kind: 'doctors',
  title: { zh: '医生', en: 'Doctors' },
  permission: 'directory:write',
  columns,
  atOnce: 50,
  async take(house, caller, rows) {
    const { units } = await organisation(house, { fresh: true })
    const idOf = new Map([...units.values()].map(unit => [unit.code, unit.id]))
    const known = await house.database.transact(tx =>
      doctorsByCode(
        tx,
        house.hospital.id,
        rows.flatMap(row => row.values['code'] ?? []),
      ),
    )
    return oneByOne(rows, async ({ values }) => {
      const before = known.find(one => one.code === values['code'])
      const unitIds = listed(values['units'] ?? null).map(code => idOf.get(code))
      if (unitIds.includes(undefined))
        return {
          column: 'units',
          zh: '科室编码中有不存在的，请先导入组织科室或核对编码',
          en: 'One of these departments is not there; import units first, or check the codes',
        }
      const stated = contract.upsertDoctor.body.safeParse({
        code: values['code'],
        personId: before?.personId ?? null,
        isVisiting: values['isVisiting'] === null ? (before?.isVisiting ?? false) : values['isVisiting'] === 'yes',
        name: values['name'],
        title: values['title'],
        feeLevel: values['feeLevel'],
        strengths: listed(values['strengths'] ?? null),
        languages: listed(values['languages'] ?? null),
        unitIds,
        isPublic: values['isPublic'] !== 'no',
      })
      if (!stated.success) {
        const field = String(stated.error.issues[0]?.path[0] ?? 'code')
        return unfit(columns, field === 'unitIds' ? 'units' : field)
      }
      try {
        return (await upsertDoctor(house)(caller, stated.data as Parameters<ReturnType<typeof upsertDoctor>>[1]))
          .outcome
      } catch (error) {
        return wrongOf(error, PROBLEMS, (problem: Problem) => (problem.code.startsWith('doctor-unit') ? 'units' : null))
      }
    })
  },
}
