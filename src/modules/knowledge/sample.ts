import type { Announcement, Guide, PhoneTopic } from './rules/content.ts'

/** Believable content, for tests and for the papers. */
export const sampleGuide = (unitId: string): Guide => ({
  kind: 'guide',
  summary: '带齐证件，在窗口或自助机挂号，按分诊到诊室候诊。',
  steps: [
    {
      title: '准备证件',
      text: '带上本人身份证或医保卡。',
      who: '患者本人',
      unitId: null,
      papers: ['身份证或医保卡'],
      minutes: null,
      cost: null,
    },
    {
      title: '拍片',
      text: '到影像服务台登记。',
      who: '影像登记员',
      unitId,
      papers: [],
      minutes: 15,
      cost: '按物价收费',
    },
  ],
  faq: [{ question: '没带卡能挂号吗？', answer: '可以，凭身份证办理。' }],
  english: 'Bring your ID; register at the window or a kiosk.',
})

export const samplePhone = (unitId: string): PhoneTopic => ({
  kind: 'number',
  synonyms: ['换药', '拆线', '伤口'],
  lines: [
    { name: '换药室', unitId, phone: '0592-7120120-8410', hours: { kind: 'calendar' }, remark: null },
    {
      name: '值班室',
      unitId: null,
      phone: '0592-7120120-8105',
      hours: { kind: 'always' },
      remark: '夜间转外科值班医生',
    },
  ],
})

export const sampleNotice: Announcement = {
  kind: 'notice',
  body: '因设备检修，11 月 20 日上午磁共振停诊半天。',
  validFrom: '2026-11-16',
  validTo: '2026-11-20',
}
