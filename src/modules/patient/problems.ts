import type { Problems } from '#kernel/problem.ts'

/** What the patient index refuses. */
export const problems = {
  'name-unreadable': { status: 422, zh: '姓名里有不能识别的符号，请检查', en: 'The name holds signs that no name has' },
  'phone-unreadable': {
    status: 422,
    zh: '电话号码不对：手机 11 位，座机请带区号（如 0592-7120120），境外号码以 + 开头',
    en: 'Not a telephone number: 11 digits for a mobile, area code for a landline, + for abroad',
  },
  'birth-date-invalid': {
    status: 422,
    zh: '出生日期不存在或晚于今天',
    en: 'The birthday does not exist or is yet to come',
  },
  'document-invalid': { status: 422, zh: '身份证号码不对：{zh}', en: 'The resident ID number is wrong: {en}' },
  'document-old': {
    status: 422,
    zh: '15 位的一代身份证已停用，请用 18 位的二代身份证；没有的请到窗口办理',
    en: 'Old cards with 15 digits are no longer valid; use the 18 characters of the new card, or go to the window',
  },
  'person-unclear': {
    status: 409,
    zh: '这个号码不能确认是哪一位，请到窗口核对身份后办理',
    en: 'It is not clear whose number this is; please have it checked at the window',
  },
  'patient-exists': {
    status: 409,
    zh: '同一证件号码的患者已建档：{nameMasked}，请直接使用；确需另建请写明原因',
    en: 'A patient with this ID number is here already: {nameMasked}; use that one, or give a reason to register another',
  },
  'card-taken': { status: 409, zh: '这个卡号已属于 {nameMasked}', en: 'This card belongs to {nameMasked}' },
  'need-unknown': { status: 422, zh: '这项需求没有“{value}”这个选项', en: 'This need has no choice “{value}”' },
  'need-wants-words': {
    status: 422,
    zh: '请写明具体内容（例如：青霉素）',
    en: 'Say what exactly (for example: penicillin)',
  },
  'need-ends-before-it-begins': { status: 422, zh: '失效日期早于开始日期', en: 'It would end before it begins' },
  'merge-with-itself': { status: 422, zh: '不能与自己合并', en: 'A row cannot be merged with itself' },
  'merged-already': {
    status: 409,
    zh: '其中一份档案已被合并，请刷新后再看',
    en: 'One of the two was merged meanwhile; look again',
  },
  'merge-not-newest': {
    status: 409,
    zh: '之后又有合并，请先撤销较新的合并',
    en: 'A later merge stands on this one; undo that first',
  },
  'merge-undone': { status: 409, zh: '这次合并已经撤销', en: 'This merge was undone already' },
} as const satisfies Problems
