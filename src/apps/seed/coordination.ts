import { type Caller, systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { agreeStep, finishStep, raiseIssue, sendBroadcast } from '#modules/meeting/index.ts'
import { readBroadcast } from '#modules/meeting/server/broadcasts.ts'
import { holdersAnywhere, holdersOf, type Organisation, organisation, permissionsOf } from '#modules/staff/index.ts'
import { answerPainPoint, filePainPoint } from '#modules/ticket/server/pain-points.ts'
import type { Stage } from './one-transaction.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** What some departments report this month (科室服务痛点); the others are listed as silent. */
const PAIN_POINTS = [
  {
    unit: 'FSK',
    issue: 'CT 一号机每周停机保养占用上午号源',
    effect: '当天约 30 人改期，门诊窗口咨询量增加',
    frequency: 'weekly',
    proposal: '保养改到 17:30 以后，或提前一周在预约系统停号',
    answer: '列入本月服务复盘会，请设备科一并参加',
  },
  {
    unit: 'YBK',
    issue: '异地就医备案材料各窗口要求不一致',
    effect: '患者平均多跑一趟，每天约 8 件',
    frequency: 'daily',
    proposal: '统一一次性告知单，各窗口同一张',
    answer: null,
  },
  {
    unit: 'CWK',
    issue: '预交金到账后 HIS 不即时更新',
    effect: '出院结算时反复核对，患者等候 20 分钟以上',
    frequency: 'weekly',
    proposal: null,
    answer: null,
  },
] as const

/** Issues between departments (协调事项): due in days from now, raised days ago, with the steps that were agreed. */
const ISSUES = [
  {
    ago: 3 * DAY,
    due: 4 * DAY,
    units: ['ZYC', 'CWK', 'XXK'],
    title: '出院带药与结算窗口排队冲突',
    description: '每日 10 点至 11 点，出院患者在结算窗口与药房之间往返，平均多走两趟。',
    steps: [
      { unit: 'ZYC', text: '病区 9 点前提交次日出院名单', due: 2 * DAY, done: '名单已按日提交' },
      { unit: 'XXK', text: '结算完成后自动通知药房配药', due: 3 * DAY, done: null },
    ],
  },
  {
    ago: 6 * DAY,
    due: -5 * HOUR,
    units: ['FSK', 'YWK'],
    title: '急诊加做 CT 的绿色通道没有统一标识',
    description: '急诊与放射科对“绿色通道”的标识不同，三次误排普通队列。',
    steps: [{ unit: 'FSK', text: '统一检查单标识并培训登记员', due: -5 * HOUR, done: null }],
  },
] as const

/** Broadcasts (内部通知): minutes ago, to whom, and how large a share has read them. */
const BROADCASTS = [
  {
    ago: 2 * DAY,
    to: { audience: 'all' },
    title: '周五 12:00–13:00 自助机升级',
    body: '期间自助机停用，请引导患者到人工窗口，急诊窗口不受影响。',
    read: 0.7,
  },
  {
    ago: 5 * HOUR,
    to: { audience: 'post', post: 'liaison' },
    title: '本月服务痛点请在 25 日前上报',
    body: '请各科室联络员在手机端“上报痛点”中填写；没有的科室也请与中心确认。',
    read: 0.4,
  },
] as const

/** What the demo's departments agree among themselves and are told, at the times when it was. */
export async function coordinate({ house, clock }: Stage, now: Instant): Promise<void> {
  const who = await organisation(house, { fresh: true })
  const unitOf = new Map([...who.units.values()].map(unit => [unit.code, unit.id]))
  const unit = (code: string) => unitOf.get(code) ?? ''
  const liaison = (code: string) => holdersOf(who, unit(code), 'liaison', now)[0] ?? ''
  const [manager = ''] = holdersAnywhere(who, 'centre-manager', now)
  const as = (personId: string) => caller(house.hospital.id, who, personId, clock.now())
  const ago = (minutes: number) => clock.set(now.subtract({ minutes }))
  const inMinutes = (minutes: number) => now.add({ minutes }).toString()

  for (const [n, { unit: code, answer, ...point }] of PAIN_POINTS.entries()) {
    ago(HOUR * (3 - n))
    const filed = await filePainPoint(house)(as(liaison(code)), { ...point, unitId: unit(code) })
    if (answer !== null)
      await answerPainPoint(house)(as(manager), { id: filed.id, status: 'taken-up', answer, version: 1 })
  }
  for (const issue of ISSUES) {
    ago(issue.ago)
    const { id } = await raiseIssue(house)(as(manager), {
      title: issue.title,
      description: issue.description,
      units: issue.units.map(unit),
      dueAt: inMinutes(issue.due),
      steps: [],
    })
    for (const step of issue.steps) {
      const personId = liaison(step.unit)
      const { steps } = await agreeStep(house)(as(manager), {
        id,
        text: step.text,
        personId,
        dueAt: inMinutes(step.due),
      })
      const added = steps.find(one => one.text === step.text)
      if (step.done !== null && added !== undefined)
        await finishStep(house)(as(personId), { id, stepId: added.id, note: step.done })
    }
  }
  for (const { ago: minutes, read, ...wanted } of BROADCASTS) {
    ago(minutes)
    const { id } = await sendBroadcast(house)(as(manager), wanted)
    ago(minutes / 2)
    const people =
      wanted.to.audience === 'all' ? [...who.people.keys()] : holdersAnywhere(who, wanted.to.post, clock.now())
    for (const personId of people.slice(0, Math.floor(people.length * read)))
      await readBroadcast(house)(as(personId), { id }).catch(notToThem)
  }
  clock.set(now)
}

/** Whoever holds no post was not told. */
const notToThem = (error: unknown) => {
  if ((error as { code?: string }).code !== 'not-found') throw error
}

const caller = (hospitalId: string, who: Organisation, personId: string, at: Instant): Caller => ({
  ...systemCaller(hospitalId),
  kind: 'staff',
  personId,
  permissions: permissionsOf(who, personId, at),
})
