/** Who of the demo hospital receives each item within the hours of the hospital: the unit, and in which post; and how many minutes it has. */
export const RECEIVERS: readonly (readonly [item: string, unit: string, as: string, minutes: number])[] = [
  ['SVC-01', '导诊台', 'desk-agent', 120],
  ['SVC-02', '诊前服务组', 'group-lead', 120],
  ['SVC-03', '服务总台', 'desk-agent', 120],
  ['SVC-04', '投诉处理中心', 'desk-agent', 1440],
  ['SVC-05', '预约登记处', 'desk-agent', 30],
  ['SVC-06', '预约登记处', 'desk-agent', 120],
  ['SVC-07', '住院服务中心', 'liaison', 1440],
  ['SVC-08', '诊中协调组', 'group-lead', 30],
  ['SVC-09', '诊前服务组', 'group-lead', 120],
  ['SVC-10', '诊中协调组', 'group-lead', 30],
  ['SVC-11', '引导员', 'desk-agent', 15],
  ['SVC-12', '咨询台', 'desk-agent', 30],
  ['SVC-13', '药学部', 'liaison', 120],
  ['SVC-14', '医务科', 'liaison', 1440],
  ['SVC-15', '咨询台', 'desk-agent', 30],
  // To the end of the hospital's day, half past five.
  ['SVC-16', '病案室', 'liaison', 480],
  ['SVC-17', '财务科', 'liaison', 120],
  ['SVC-18', '医保科', 'liaison', 1440],
  ['SVC-19', '放射影像科', 'liaison', 30],
  // To the end of the third working day after it.
  ['SVC-20', '患者回访中心', 'desk-agent', 480 + 3 * 1440],
]
