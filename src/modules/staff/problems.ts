import type { Problems } from '#kernel/problem.ts'

/** What the staff module refuses. */
export const problems = {
  'wrong-credentials': {
    status: 401,
    zh: '工号或密码不对，还可再试 {left} 次',
    en: 'Wrong login or password; {left} tries left',
  },
  'wrong-pin': { status: 403, zh: '胸牌或 PIN 不对，还可再试 {left} 次', en: 'Wrong badge or PIN; {left} tries left' },
  'code-needed': { status: 403, zh: '请输入动态口令', en: 'Type the code of your authenticator' },
  'wrong-code': {
    status: 403,
    zh: '动态口令不对或已用过，还可再试 {left} 次',
    en: 'The code is wrong or was used; {left} tries left',
  },
  'factor-on': { status: 409, zh: '动态口令已开启，请先关闭', en: 'The second factor is on; turn it off first' },
  'factor-none': { status: 409, zh: '还没有开始设置动态口令', en: 'No second factor was begun' },
  'wrong-password': {
    status: 403,
    zh: '当前密码不对，还可再试 {left} 次',
    en: 'The current password is wrong; {left} tries left',
  },
  'locked-out': {
    status: 423,
    zh: '连续输错 {failures} 次，已锁定，请 {minutes} 分钟后再试',
    en: 'Locked after {failures} wrong tries; try again in {minutes} minutes',
  },
  'unknown-desk': {
    status: 403,
    zh: '这台电脑还没有在工位上登录过，请先用工号和密码登录',
    en: 'Nobody has signed in at a position on this machine yet; sign in with login and password first',
  },
  'must-change-password': { status: 403, zh: '请先设置自己的新密码', en: 'Set a password of your own first' },
  'weak-password': {
    status: 422,
    zh: '密码不够安全：至少 10 位，含大写、小写、数字、符号中的三种，不含工号、姓名拼音和常见密码',
    en: 'The password is too weak: 10 characters or more, three of upper case, lower case, digit, sign; no login, name or common word',
  },
  'same-password': {
    status: 422,
    zh: '新密码不能与当前密码相同',
    en: 'The new password must differ from the current one',
  },
  'weak-pin': {
    status: 422,
    zh: 'PIN 要 6 位数字，不能是连号、重复或成对的数字',
    en: 'The PIN has six digits, no run, no repetition, no pattern',
  },
  'badge-taken': { status: 409, zh: '这张胸牌已登记给另一位同事', en: 'This badge belongs to somebody else' },
  'login-taken': { status: 409, zh: '登录名“{login}”已被使用', en: 'The login “{login}” is taken' },
  'number-taken': { status: 409, zh: '工号“{staffNumber}”已被使用', en: 'The staff number “{staffNumber}” is taken' },
  'code-taken': { status: 409, zh: '编码“{code}”已被使用', en: 'The code “{code}” is taken' },
  'account-exists': { status: 409, zh: '{name} 已有账号', en: '{name} has an account already' },
  'unknown-position': { status: 422, zh: '没有名为“{position}”的工位', en: 'There is no position “{position}”' },
  'post-taken': {
    status: 409,
    zh: '“{unit}”的这个岗位现由 {holder} 担任，请先结束其任期',
    en: '{holder} holds this post of {unit}; end that term first',
  },
  'post-held-already': {
    status: 409,
    zh: '{holder} 已在“{unit}”担任此岗',
    en: '{holder} holds this post of {unit} already',
  },
  'post-unfit': { status: 422, zh: '“{unit}”不设这个岗位', en: '{unit} has no such post' },
  'own-deputy': {
    status: 409,
    zh: '{holder} 不能同时担任“{unit}”的正职和代理',
    en: '{holder} cannot be both holder and deputy in {unit}',
  },
  'own-appointment': {
    status: 403,
    zh: '不能给自己任命岗位，请由另一位有权限的人办理',
    en: 'Nobody appoints themselves; ask another who may',
  },
  'guarded-post': { status: 403, zh: '这个岗位只能由系统管理员任命', en: 'Only an administrator gives this post' },
  'last-administrator': { status: 409, zh: '至少要保留一位系统管理员', en: 'One administrator must remain' },
  'unit-needs-parent': {
    status: 422,
    zh: '全院只有一个最上级，其余组织都要有上级',
    en: 'There is one root; every other unit stands under another',
  },
  'unit-circle': {
    status: 422,
    zh: '不能放到自己的下级“{parent}”之下',
    en: 'A unit cannot stand under {parent}, which stands under it',
  },
  'unit-unfit-parent': {
    status: 422,
    zh: '这类组织不能放在“{parent}”之下',
    en: 'A unit of this kind cannot stand under {parent}',
  },
  'centre-is-full': {
    status: 409,
    zh: '“{parent}”按 1+3+N 只设 {limit} 个此类单元',
    en: 'By 1+3+N {parent} has {limit} of this kind',
  },
  'unit-has-units': { status: 409, zh: '还有下级组织，不能撤销', en: 'Units stand under it; it cannot close' },
  'unit-has-open-matters': {
    status: 409,
    zh: '还有 {count} 件事项未办结，不能撤销',
    en: '{count} matters are open; it cannot close',
  },
  'person-left': { status: 409, zh: '{name} 已离职', en: '{name} has left' },
  'duty-order': {
    status: 422,
    zh: '结束时间要晚于开始时间，且不超过 62 天',
    en: 'The end must come after the start, by 62 days at most',
  },
  'duty-overlaps': { status: 409, zh: '这段时间与已有的同类记录重叠', en: 'This overlaps another of the same kind' },
  'duty-past': { status: 409, zh: '已过去的在岗记录不能修改', en: 'Duty that is past does not change' },
  'calendar-sessions': {
    status: 422,
    zh: '工作时段要有先后，不能重叠',
    en: 'Sessions must follow each other without overlap',
  },
  'calendar-both': {
    status: 422,
    zh: '同一天不能既放假又调休上班：{days}',
    en: 'A day cannot be both off and made up: {days}',
  },
  'calendar-no-workday': { status: 422, zh: '一年之内没有一个工作日', en: 'There is no working day within a year' },
  'calendar-past': { status: 422, zh: '生效日期不能早于今天', en: 'It cannot take effect before today' },
  'not-director': {
    status: 403,
    zh: '这件事由主任办理；副主任须在授权期内、授权事项内才能代办',
    en: 'This is for the director; the deputy needs a delegation that holds now and covers it',
  },
  'no-deputy': {
    status: 409,
    zh: '“{unit}”的副主任空缺，请先任命副主任再授权',
    en: '{unit} has no deputy; appoint one before delegating',
  },
  'delegation-order': {
    status: 422,
    zh: '授权的结束时间要晚于开始和现在，且不超过半年',
    en: 'A delegation must end after it begins and after now, within half a year',
  },
  'delegation-over': { status: 409, zh: '这次授权已经结束', en: 'This delegation has ended already' },
  'not-cleared': {
    status: 409,
    zh: '{name} 还不能排班、上岗：缺{zh}，请先在人员档案里补齐',
    en: '{name} cannot be put on duty yet: the register lacks {en}; complete it first',
  },
  'no-induction': {
    status: 409,
    zh: '{name} 还没有通过岗前培训，不能坐工位',
    en: '{name} has not passed the induction course and cannot be seated',
  },
  'own-check': {
    status: 403,
    zh: '自己的资格审查和培训结果要由另一位同事登记',
    en: 'The own eligibility check and induction are written down by somebody else',
  },
  'few-clinical-years': {
    status: 409,
    zh: '回访人员建议有 {wanted} 年以上临床经历，此人登记为 {years} 年。确认仍要安排，请勾选后再保存，会记录由您确认',
    en: 'Follow-up is meant for {wanted} clinical years or more; the register says {years}. To go on, say that you accept it; that is recorded',
  },
  'record-number-taken': { status: 409, zh: '这个编号已登记给另一位同事', en: 'Somebody else has this number' },
  'record-file-type': {
    status: 422,
    zh: '只收照片（JPG、PNG）和 PDF',
    en: 'Only photos (JPG, PNG) and PDF are taken',
  },
  'position-beyond-range': {
    status: 409,
    zh: '已达到 {most} 个工位，开第 {open} 个请写明原因',
    en: '{most} positions are the range; give a reason to open number {open}',
  },
  'position-below-range': {
    status: 409,
    zh: '上班时间至少开放 {least} 个工位，关到 {open} 个请写明原因',
    en: 'Within working hours {least} positions are open; give a reason to go down to {open}',
  },
  'position-closed': { status: 409, zh: '“{position}”没有开放', en: '{position} is not open' },
  'not-desk-agent': {
    status: 422,
    zh: '{name} 不是服务总台的服务专员，不能安排到工位',
    en: '{name} is not an agent of the general desk',
  },
  'statement-past': { status: 422, zh: '生效日期不能早于今天', en: 'It cannot take effect before today' },
  'statement-link': {
    status: 422,
    zh: '第 {line} 条链接的页面，“{post}”没有权限打开',
    en: 'Line {line} links to a page that the post may not open',
  },
  'shift-order': {
    status: 422,
    zh: '班次的结束要晚于开始，且不超过 24 小时',
    en: 'A shift must end after it begins, within 24 hours',
  },
} as const satisfies Problems
