import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { importPatients } from '#modules/patient/index.ts'
import { personNamed } from '#modules/patient/rules/person.ts'
import { createTicket, publishItem } from '#modules/ticket/index.ts'
import { sampleRequest } from '#modules/ticket/sample.ts'
import { openPage } from '../../../../tests/support/browser.ts'
import { builder, item } from '../../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { builtWeb, serveWeb } from '../../../../tests/support/web.ts'
import { sendMessage } from '../server/send-message.ts'
import { expectAccessible } from '../../../../tests/support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let all: TestHouse
let staff: SettledStaff
let url: string
beforeAll(async () => {
  const [house, folder] = await Promise.all([testHouse(), builtWeb()])
  all = house
  staff = await settleStaff(all.house)
  await all.house.live.start(all.house.hospital.id)
  url = await serveWeb(all, folder)
  const people = await importPatients(all.house)(systemCaller(all.house.hospital.id), 'test', [
    {
      identifiers: [],
      person: {
        ...personNamed('陈秀英'),
        phones: [{ number: '13800138000', holder: 'self', state: 'confirmed', source: 'desk' }],
      },
    },
    { identifiers: [], person: personNamed('林阿婆') },
  ])
  const about = { kind: 'ticket', id: all.house.ids.next() }
  const values = { number: 'TK-261116-0007', item: '医保报销材料', until: '11-16 11:00' }
  await all.house.database.transact(async tx => {
    for (const patientId of people)
      await sendMessage(all.house)(tx, {
        template: 'ticket.taken',
        to: { kind: 'patient', patientId },
        about,
        values,
        link: `${url}/p#a-token-that-is-long-enough`,
      })
    await sendMessage(all.house)(tx, {
      template: 'ticket.dispatched',
      to: { kind: 'person', personId: staff.person('孙涛') },
      about,
      values: { ...values, unit: '放射科' },
      urgent: true,
      answerBy: '2026-11-16T09:30:00+08:00',
    })
  })
  all.clock.advance({ seconds: 1 })
  await all.machinery.turn()
}, 180_000)
afterAll(() => all.close())

async function openAs(person: string, path: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await openPage({ viewport })
  const [name = '', value = ''] = (await staff.cookie(person)).split('=')
  await page.context().addCookies([{ name, value, url }])
  await page.goto(`${url}${path}`)
  return page
}
const look = async (page: Page, name: string) => {
  const folder = process.env['LOOK']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}
test('the desk sees what stands on the phone, tells by phone what no channel could, and each figure has its rows', async () => {
  const page = await openAs('王芳', '/messages')
  await page.getByRole('button', { name: '事项已受理 陈*英' }).click()
  await page.getByText('您的“医保报销材料”已受理，编号 TK-261116-0007').waitFor()
  await page.getByText('消息中心 138****8000').first().waitFor()
  expect(await page.getByRole('link', { name: '打开这个链接' }).getAttribute('href')).toMatch(/\/p#[2-9A-HJ-NP-Z]{12}$/)
  expect(await page.getByText('13800138000').count()).toBe(0)
  await expectAccessible(page)
  await look(page, 'messages')
  await page.getByRole('button', { name: '新派单 孙涛' }).click()
  await page.getByText('以对方接单、退回或提问为收到；只送达不算。').waitFor()
  await look(page, 'messages-robot')
  await page.getByRole('button', { name: '重发' }).click()
  await page.getByLabel('重发理由').fill('换班，请再发一次')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: '看原来的那一条' }).waitFor()

  await page.getByRole('button', { name: '电话告知' }).click()
  await page.getByRole('button', { name: '林*婆 事项已受理' }).click()
  await page.getByRole('button', { name: '查看号码' }).click()
  await page.getByText('没有登记可用的号码').waitFor()
  await look(page, 'message-task')
  await page.getByLabel('已告知家属').check()
  await page.getByRole('button', { name: '登记结果' }).click()
  await page.getByRole('button', { name: '已完成' }).click()
  await page.getByRole('button', { name: '林*婆 事项已受理' }).click()
  await page.getByText('王芳 于').waitFor()

  await page.getByRole('button', { name: '渠道统计' }).click()
  await page.getByRole('button', { name: '消息中心 已送达 1' }).click()
  await page.getByRole('heading', { name: '消息中心 · 已送达' }).waitFor()
  expect(await page.locator('.nt-tries li').count()).toBe(1)
  await expectAccessible(page)
  await look(page, 'message-figures')
  const phone = await openAs('王芳', '/messages', { width: 390, height: 844 })
  await phone.getByRole('button', { name: '事项已受理 陈*英' }).waitFor()
  await look(phone, 'messages-phone')
})

test('the link in a message opens the matter on the patient’s phone, and the receiver’s share on theirs', async () => {
  await publishItem(all.house)(builder(all.house), item('SVC-18', '医保报销材料', 'YBK'))
  const agent = {
    ...systemCaller(all.house.hospital.id),
    kind: 'staff' as const,
    personId: staff.person('王芳'),
    permissions: new Map([['ticket:create', 'hospital' as const]]),
  }
  const made = await createTicket(all.house)(agent, sampleRequest)
  all.clock.advance({ seconds: 1 })
  await all.machinery.turn()
  all.clock.advance({ seconds: 1 })
  await all.machinery.turn()
  const page = await openAs('王芳', '/messages')
  const follow = async (name: RegExp) => {
    await page.getByRole('button', { name }).first().click()
    const href = (await page.getByRole('link', { name: '打开这个链接' }).getAttribute('href')) ?? ''
    const phone = await openPage({ viewport: { width: 390, height: 844 } })
    await phone.goto(href.replace('http://localhost', url))
    return phone
  }
  const patient = await follow(/^事项已受理 黄\*明/)
  await patient.getByText(made.number).first().waitFor()
  await look(patient, 'message-patient')
  const receiver = await follow(/^新派单/)
  await receiver.getByRole('button', { name: '接单' }).first().waitFor()
  await look(receiver, 'message-receiver')
  const ended = await openPage({ viewport: { width: 390, height: 844 } })
  await ended.goto(`${url}/h#234567892345`)
  await ended.getByRole('link', { name: '登录' }).waitFor()
})

test('a text is written by one and approved by another; a sensitive word is told at once', async () => {
  const page = await openAs('周敏', '/message-templates?template=ticket.news~zh~sms')
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await page.getByLabel('正文').fill('您在肿瘤科的“{item}”有新进展：{link}')
  await page.getByText('不能出现“肿瘤”').waitFor()
  await look(page, 'template-form')
  await page.getByLabel('正文').fill('您的“{item}”（{number}）有消息了：{link}')
  await page.getByLabel('渠道模板编号').fill('SMS_154950909')
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByText('这是您写的草稿，要由另一位同事审核。').waitFor()
  const other = await openAs('何秀英', '/message-templates?template=ticket.news~zh~sms')
  await other.getByRole('button', { name: '审核通过' }).click()
  await other.getByRole('heading', { name: '第 1 版' }).waitFor()
  await expectAccessible(other)
  await look(other, 'template')
})

test('the administrator sets up a channel; a key is set, and never shown', async () => {
  const page = await openAs('林建国', '/message-settings')
  const sms = page.getByRole('group', { name: '短信' })
  await sms.getByLabel('启用').check()
  await sms.getByLabel('短信签名').fill('示范医院')
  await page.getByRole('button', { name: '保存为新版本' }).first().click()
  await page.getByText('已保存为第 1 版，立即生效。').waitFor()
  await page.getByLabel('新的密钥').first().fill('a-very-secret-key')
  await page.getByRole('button', { name: '设置', exact: true }).first().click()
  await page.getByText(/^已设置（/).waitFor()
  expect(await page.content()).not.toContain('a-very-secret-key')
  await expectAccessible(page)
  await look(page, 'message-settings')
})
