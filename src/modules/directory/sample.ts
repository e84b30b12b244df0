/** A believable description, for tests and for the papers. */
export const RADIOLOGY = {
  introduction: '开展 DR、CT、磁共振检查与诊断。',
  building: '医技楼',
  floor: '一楼',
  room: '101',
  mapPoint: { x: 0.62, y: 0.4 },
  phone: '0592-7120130',
  hours: '周一至周日 8:00–12:00，14:30–17:30；急诊 24 小时',
  services: ['胸部CT', 'DR 拍片'],
  visitingNotes: '检查前请取下金属物品',
  aliases: ['拍片科', 'CT 室'],
  isPublic: true,
} as const

/** A believable doctor; nobody real is meant. */
export const sampleDoctor = {
  code: 'D1',
  personId: null,
  name: '叶知秋',
  title: 'chief',
  feeLevel: 'expert',
  strengths: ['脑卒中', '头痛'],
  languages: ['普通话', '闽南语'],
  isPublic: true,
} as const

/** Monday mornings and Wednesday afternoons. */
export const sampleWeek = (unitId: string) =>
  [
    { weekday: 1, halfDay: 'morning' },
    { weekday: 3, halfDay: 'afternoon' },
  ].map(half => ({
    ...half,
    unitId,
    weeks: 'every',
    room: 'A305',
    feeLevel: 'expert',
    slotMinutes: 10,
    capacity: 20,
  }))
