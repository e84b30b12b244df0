import type { Problems } from '#kernel/problem.ts'

/** What the referral module refuses. */
export const problems = {
  'referral-status': {
    status: 409,
    zh: '这条转诊当前状态不允许这一步操作，请刷新后再看',
    en: 'The referral cannot take this step now ({from} → {to})',
  },
  'referral-channel': {
    status: 422,
    zh: '本机构账号从网页提交；电话、传真由医院服务台代录',
    en: 'An institution submits on its own page; the desk enters what comes by phone or fax',
  },
  'referral-unit': {
    status: 422,
    zh: '请选择接收转诊的临床或医技科室',
    en: 'Choose a clinical or technical department of the hospital',
  },
  'referral-files-full': {
    status: 409,
    zh: '附件最多 {most} 个，请先删去不需要的',
    en: 'A referral takes {most} files at most; remove one first',
  },
  'referral-file-large': {
    status: 413,
    zh: '单个附件不能超过 {megabytes} MB，请压缩后再传',
    en: 'A file is {megabytes} MB at most; make it smaller',
  },
  'referral-file-kind': {
    status: 422,
    zh: '附件内容与类型不符，请上传 PDF、JPEG 或 PNG',
    en: 'The content is not of the type it says; attach PDF, JPEG or PNG',
  },
  'referral-placing': {
    status: 409,
    zh: '有人正在为这条转诊约号，请一分钟后刷新再看',
    en: 'Somebody is just placing this referral; look again in a minute',
  },
  'referral-by-hand': {
    status: 409,
    zh: '这类转诊不从号源池约号，请填写安排的时间和地点',
    en: 'This type of referral is not booked from the pool; enter the date and place that were arranged',
  },
  'referral-from-pool': {
    status: 409,
    zh: '就诊转诊请从号源中约号或登记候补',
    en: 'Book a place of the pool for a visit, or put it on the waiting list',
  },
  'referral-identity': {
    status: 409,
    zh: '该证件在院内登记的是另一个姓名：请与转诊机构核对后按院内登记受理，或退回更正',
    en: 'This document is known under another name: check with the institution, then accept as known here, or return it',
  },
  'referral-no-consent': {
    status: 409,
    zh: '患者未同意回传结果，回执中不能写病情小结',
    en: 'The patient did not agree that results go back: the slip cannot have a summary',
  },
  'referral-past': {
    status: 422,
    zh: '安排的时间不能早于现在',
    en: 'The date that was arranged must be ahead',
  },
} as const satisfies Problems
