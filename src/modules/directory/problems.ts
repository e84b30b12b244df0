import type { Problems } from '#kernel/problem.ts'

/** What the directory refuses. */
export const problems = {
  'floor-unreadable': {
    status: 422,
    zh: '楼层请写成 3、3楼 或 B1（地下）',
    en: 'Write the floor as 3, or B1 for below the ground',
  },
  'doctor-unit-unknown': {
    status: 422,
    zh: '没有这个科室，请重新选择',
    en: 'There is no such department; choose again',
  },
  'doctor-person-unknown': {
    status: 422,
    zh: '没有这位职工，请重新选择；外聘医生请不要填职工',
    en: 'There is no such member of staff; choose again, or none for a visiting doctor',
  },
  'doctor-person-taken': {
    status: 409,
    zh: '这位职工已登记为另一位医生（{code}），请修改那一位',
    en: 'This member of staff stands as another doctor already ({code}); change that one',
  },
  'photo-type': {
    status: 422,
    zh: '照片内容与类型不符，请上传 JPEG 或 PNG 图片',
    en: 'The content is not of the type it says; send JPEG or PNG',
  },
  'session-state': {
    status: 409,
    zh: '该出诊当前状态不允许这一步，请刷新后再看',
    en: 'The session cannot take this step now ({from} → {to})',
  },
  'session-twice': {
    status: 422,
    zh: '同一半天不能排两次出诊，请改到另一半天或单双周',
    en: 'A doctor cannot have two sessions in one half-day; choose another half-day or other weeks',
  },
  'session-too-full': {
    status: 422,
    zh: '这个半天最多安排 {most} 人，请减少号数或缩短每号时间',
    en: 'This half-day takes {most} patients at most; give fewer, or make each shorter',
  },
  'session-past': {
    status: 422,
    zh: '出诊日期已过，请选择今天或以后',
    en: 'The day has passed; choose today or later',
  },
  'session-clash': {
    status: 409,
    zh: '这位医生该半天已有出诊，请换一位或换时间',
    en: 'This doctor sees patients in that half-day already; choose another doctor or time',
  },
  'doctor-not-of-unit': {
    status: 422,
    zh: '这位医生不在这个科室出诊，请核对科室，或先在医生档案中加上这个科室',
    en: 'This doctor is not of this department; check it, or add the department to the doctor first',
  },
} as const satisfies Problems
