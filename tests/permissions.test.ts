/** The rights table (权限矩阵, SEC-02), as data: every post on every endpoint of every module, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '#apps/server/modules.ts'
import { systemCaller } from '#kernel/caller.ts'
import { importStaff, POSTS, publicCaller } from '#modules/staff/index.ts'
import { openSession } from '#modules/staff/server/open-session.ts'
import { run } from '#platform/database.ts'
import { signLink } from '#platform/links.ts'
import { type TestHouse, testHouse } from './support/house.ts'
import { pairedKiosk } from './support/kiosk.ts'
import { signedInPatient } from './support/patient-account.ts'
import { settleStaff } from './support/staff.ts'

/** A post held by itself, or another way of coming. A duty post counts only while on duty. */
const ROLES = [
  ...POSTS,
  'duty-officer off duty',
  'duty-manager off duty',
  'one-time code',
  'nobody',
  'patient link',
  'liaison link',
  'kiosk',
  'patient',
] as const
type Role = (typeof ROLES)[number]

const LEADS = ['director', 'deputy-director', 'centre-manager'] as const
const GROUPS = ['group-lead', 'group-member'] as const
const DEPARTMENT = ['head', 'liaison', 'deputy-liaison'] as const
const ON_DUTY = ['duty-officer', 'duty-manager'] as const
const ACCOUNTS: readonly Role[] = [...POSTS, 'duty-officer off duty', 'duty-manager off duty', 'one-time code']
/** Those of the house: a community hospital's people have accounts and nothing of the house's own. */
const SIGNED_IN: readonly Role[] = ACCOUNTS.filter(role => role !== 'referrer')
const LINKS = ['patient link', 'liaison link'] as const

/** Who may call what. An endpoint that is not here fails the test: whoever adds one says here who may. */
const TABLE: readonly (readonly [who: readonly Role[], may: readonly string[]])[] = [
  [
    ROLES,
    [
      'staff.sign-in',
      'staff.quick-switch',
      'directory.find-public',
      'directory.open-public',
      'doctor.find-public',
      'doctor.open-public',
      'appointment.bookable',
      'appointment.bookable-days',
      'appointment.bookable-times',
      'knowledge.list-public',
      'knowledge.open-public',
      'knowledge.doctor-public',
      'matter.track',
      'matter.find',
      'hospital.read',
      'message.open-link',
      'message.take-receipts',
      'kiosk.pair',
      'portal.request-code',
      'portal.who-am-i',
      'portal.sign-in',
    ],
  ],
  [
    ['patient'],
    [
      'portal.sign-out',
      'portal.add-person',
      'portal.register-person',
      'portal.prove-phone',
      'portal.end-relation',
      'portal.leave',
      'portal.hold',
      'portal.release',
      'portal.confirm',
      'portal.move',
      'portal.cancel',
      'portal.visits',
      'portal.check-in',
      'portal.visit',
      'portal.wait',
      'portal.answer-offer',
      'portal.stop-waiting',
    ],
  ],
  [ACCOUNTS, ['staff.who-am-i', 'staff.sign-out', 'staff.change-password', 'staff.begin-factor', 'staff.turn-factor']],
  [
    SIGNED_IN,
    [
      'staff.choose-position',
      'staff.positions',
      'staff.set-pin',
      'staff.units',
      'staff.set-duty',
      'staff.end-duty',
      'staff.calendar',
      'staff.statements',
      'staff.my-duties',
      'ticket.notices',
      'ticket.see-notice',
      'meeting.broadcasts',
      'meeting.read-broadcast',
      'meeting.alerts',
      'meeting.see-alert',
    ],
  ],
  [LINKS, ['rebooking.read', 'rebooking.take', 'rebooking.ask-call']],
  [LINKS, ['matter.read', 'matter.confirm', 'matter.disagree', 'matter.help', 'matter.answer', 'matter.rate']],

  // What a paired machine may, and nobody else.
  [
    ['kiosk'],
    [
      'kiosk.read',
      'kiosk.zone-code',
      'kiosk.begin',
      'kiosk.register-person',
      'kiosk.end',
      'kiosk.bookings',
      'kiosk.check-in',
      'kiosk.departments',
      'kiosk.days',
      'kiosk.times',
      'kiosk.hold',
      'kiosk.confirm',
      'kiosk.release',
      'kiosk.register',
    ],
  ],

  // People and places.
  [
    [...LEADS, 'head', 'administrator'],
    [
      'staff.people',
      'staff.person',
      'staff.unmask-phone',
      'staff.add-unit',
      'staff.change-unit',
      'staff.close-unit',
      'staff.appoint',
      'staff.end-assignment',
      'staff.plan-duty',
      'staff.add-person',
      'staff.change-person',
      'staff.person-leaves',
      'staff.set-standard',
      'staff.end-standard',
    ],
  ],
  [
    ['director', 'deputy-director'],
    ['staff.delegations', 'staff.publish-statement'],
  ],
  [[...LEADS], ['staff.open-position', 'staff.close-position']],
  [
    ['director', 'deputy-director', 'administrator'],
    [
      'staff.record',
      'staff.save-record',
      'staff.unmask-record',
      'staff.add-qualification',
      'staff.end-qualification',
      'staff.file-record',
      'staff.record-file',
      'staff.register',
    ],
  ],
  [['director'], ['staff.delegate', 'staff.revoke-delegation']],
  [['administrator'], ['staff.open-account', 'staff.renew-code', 'staff.disable-account', 'staff.write-calendar']],
  [
    [...LEADS, 'head', ...GROUPS, 'desk-agent', ...ON_DUTY, 'administrator'],
    ['staff.coverage', 'staff.staffing', 'staff.service-positions', 'staff.seats', 'ticket.findings'],
  ],
  [
    [
      ...LEADS,
      ...DEPARTMENT,
      ...GROUPS,
      'desk-agent',
      ...ON_DUTY,
      'privacy-officer',
      'administrator',
      'doctor',
      'member',
    ],
    [
      'directory.find',
      'directory.open',
      'doctor.find',
      'doctor.open',
      'doctor.week',
      'session.list',
      'knowledge.search',
      'knowledge.open',
      'knowledge.doctor',
      'knowledge.guide',
      'knowledge.give',
    ],
  ],
  [
    ['director', 'centre-manager', ...DEPARTMENT],
    [
      'directory.describe',
      'doctor.write',
      'doctor.leave',
      'doctor.photo',
      'doctor.write-week',
      'session.add',
      'session.substitute',
    ],
  ],
  [
    [...LEADS, ...DEPARTMENT],
    [
      'content.list',
      'content.open',
      'content.difference',
      'content.create',
      'content.write',
      'content.submit',
      'content.take-back',
      'content.still-holds',
      'content.owner',
    ],
  ],
  [
    [...LEADS, 'head'],
    ['content.approve', 'content.return', 'content.withdraw'],
  ],

  // Appointments.
  [
    [...LEADS, ...GROUPS, 'desk-agent', ...ON_DUTY, 'doctor'],
    [
      'appointment.list-slots',
      'appointment.list-day',
      'appointment.list-of-patient',
      'appointment.open',
      'appointment.list-waiting',
      'appointment.list-stop-cases',
      'appointment.list-extras',
      'appointment.open-extra',
      'appointment.list-reservations',
      'appointment.open-reservation',
      'appointment.list-resources',
      'appointment.read-calendar',
      'appointment.open-series',
      'appointment.other-times',
      'appointment.open-stop-case',
      'appointment.read-schedule',
      'appointment.read-places',
      'appointment.read-slot-life',
      'appointment.read-standing',
      'appointment.read-transfers',
    ],
  ],
  [
    ['centre-manager', ...GROUPS, 'desk-agent', ...ON_DUTY, 'doctor'],
    [
      'appointment.book',
      'appointment.hold',
      'appointment.confirm',
      'appointment.move',
      'appointment.cancel',
      'appointment.check-in',
      'appointment.register',
      'assist.departments',
      'assist.days',
      'assist.times',
      'appointment.join-waiting-list',
      'appointment.answer-offer',
      'appointment.leave-waiting-list',
      'appointment.note-stop-attempt',
      'appointment.answer-stop',
      'appointment.move-stopped',
      'appointment.appeal',
      'appointment.move-all-stopped',
      'appointment.ask-extra',
      'appointment.withdraw-extra',
      'appointment.make-reservation',
      'appointment.book-reserved',
      'appointment.move-reservation',
      'appointment.note-reservation-call',
      'appointment.cancel-reservation',
      'appointment.plan-series',
      'appointment.book-series',
      'appointment.cancel-rest',
      'appointment.move-treatment',
      'appointment.cancel-treatment',
      'appointment.mark-treatment',
    ],
  ],
  [
    [...LEADS, ...DEPARTMENT, ...ON_DUTY, 'doctor', 'member'],
    [
      'appointment.list-asked-extras',
      'appointment.open-asked-extra',
      'appointment.approve-extra',
      'appointment.refuse-extra',
    ],
  ],
  [
    ['centre-manager', 'desk-agent'],
    [
      'appointment.stop-session',
      'appointment.write-resource',
      'appointment.stop-impact',
      'appointment.list-appeals',
      'appointment.decide-appeal',
      'appointment.give-out-places',
      'appointment.change-places',
      'appointment.release-share',
      'appointment.retry-transfers',
    ],
  ],

  // Referrals: a referrer only the own ones, a department only those that were sent to it.
  [['referrer'], ['referral.list-own']],
  [
    ['referrer', 'centre-manager', ...GROUPS, 'desk-agent', ...ON_DUTY],
    [
      'referral.form',
      'referral.draft',
      'referral.save',
      'referral.attach',
      'referral.detach',
      'referral.submit',
      'referral.withdraw',
      'referral.open-own',
      'referral.own-attachment',
    ],
  ],
  [
    [...LEADS, ...DEPARTMENT, 'doctor', ...GROUPS, 'desk-agent', ...ON_DUTY],
    ['referral.inbox', 'referral.open', 'referral.attachment'],
  ],
  [
    ['centre-manager', ...GROUPS, 'desk-agent', ...ON_DUTY],
    ['referral.accept', 'referral.return', 'referral.decline', 'referral.book', 'referral.wait', 'referral.plan'],
  ],
  [
    ['centre-manager', ...DEPARTMENT, 'doctor', ...GROUPS, 'desk-agent', ...ON_DUTY],
    ['referral.outcome', 'referral.return-slip'],
  ],

  // Patients.
  [
    [...LEADS, ...GROUPS, 'desk-agent', ...ON_DUTY, 'doctor'],
    ['patient.search', 'patient.open', 'patient.visits', 'patient.phone-checks', 'patient.contacts'],
  ],
  [
    ['centre-manager', ...GROUPS, 'desk-agent', ...ON_DUTY],
    [
      'patient.check',
      'patient.register',
      'patient.change',
      'patient.set-need',
      'patient.end-need',
      'patient.unmask',
      'patient.check-phone',
      'patient.corrections',
      'patient.give-up-correction',
      'ticket.unmask-requester',
      'referral.unmask',
    ],
  ],
  [
    ['desk-agent'],
    ['patient.duplicates', 'patient.dismiss-duplicate', 'patient.merge', 'patient.undo-merge', 'patient.merges'],
  ],

  // Tickets: who may come near; whether it is theirs, the module's rules decide for each ticket.
  [
    ['centre-manager', ...GROUPS, 'desk-agent', ...ON_DUTY],
    ['ticket.create', 'ticket.similar', 'ticket.paper-list'],
  ],
  [[...DEPARTMENT, ...GROUPS, ...ON_DUTY, 'liaison link'], ['ticket.inbox']],
  [
    [...LEADS, ...DEPARTMENT, ...GROUPS, 'desk-agent', ...ON_DUTY, 'liaison link'],
    [
      'ticket.list',
      'ticket.counts',
      'ticket.owned',
      'ticket.leave',
      'ticket.find',
      'ticket.open',
      'ticket.items',
      'ticket.accept',
      'ticket.decline',
      'ticket.hand-on',
      'ticket.finish-part',
      'ticket.steps',
      'ticket.undo-step',
      'ticket.send-papers',
      'ticket.papers',
      'ticket.entries',
      'ticket.numbers',
      'ticket.promises',
      'ticket.keep-promise',
      'ticket.wait',
      'ticket.resume',
      'ticket.classify',
      'ticket.departments',
      'ticket.meetings',
      'ticket.answer-meeting',
      'ticket.decide-meeting',
      'ticket.resolve',
      'ticket.confirm',
      'ticket.disagree',
      'ticket.attempts',
      'ticket.hand-over',
      'ticket.take-over',
      'ticket.force-hand-over',
      'ticket.reopen',
      'ticket.cancel',
      'ticket.merge',
      'ticket.urge',
      'ticket.bulk',
      'ticket.attach',
      'ticket.attachment',
      'ticket.presence',
      'ticket.links',
    ],
  ],

  [LEADS, ['ticket.answer-pain-point', 'ticket.effort', 'meeting.send-broadcast', 'meeting.receipts']],
  [
    [...LEADS, ...DEPARTMENT, ...GROUPS, 'desk-agent', ...ON_DUTY],
    [
      'meeting.issues',
      'meeting.raise-issue',
      'meeting.agree-step',
      'meeting.finish-step',
      'meeting.move-due',
      'meeting.close-issue',
    ],
  ],
  [LEADS, ['service-item.catalogue', 'service-item.version', 'service-item.step-times', 'service-item.step-rows']],
  [['centre-manager'], ['service-item.draft', 'service-item.discard']],
  [['director', 'deputy-director'], ['service-item.approve']],
  [[...LEADS, ...DEPARTMENT], ['ticket.pain-points']],
  [DEPARTMENT, ['ticket.file-pain-point']],

  // Figures, reports, reviews.
  [
    [...LEADS, 'desk-agent'],
    [
      'quality.overview',
      'quality.open-figure',
      'quality.reports',
      'quality.report',
      'quality.reviews',
      'quality.review',
      'quality.finish-action',
    ],
  ],
  [
    ['centre-manager', 'desk-agent'],
    ['quality.sign-report', 'quality.correct-report'],
  ],
  [LEADS, ['quality.export-report']],
  [
    ['director', 'deputy-director'],
    ['quality.approve-report', 'quality.console', 'quality.console-rows'],
  ],
  [['centre-manager'], ['quality.call-review', 'quality.seat-review', 'quality.decide-review', 'quality.close-review']],
  [['centre-manager', 'group-lead'], ['quality.groups']],

  // Messages.
  [
    [...LEADS, 'desk-agent', ...ON_DUTY],
    [
      'message.list',
      'message.open',
      'message.figures',
      'message.deliveries',
      'message.templates',
      'message.preview-template',
    ],
  ],
  [
    ['centre-manager', 'desk-agent', ...ON_DUTY],
    ['message.resend', 'message.unmask-recipient', 'message.tasks', 'message.finish-task'],
  ],
  [LEADS, ['message.write-template', 'message.decide-template']],
  [
    [...LEADS, 'administrator'],
    ['message.settings', 'appointment.read-limits'],
  ],
  [['administrator'], ['message.set-policy', 'message.set-channels', 'message.set-secret', 'appointment.set-limits']],

  // The machine.
  [[...LEADS, 'administrator'], ['staff.devices']],
  [['administrator'], ['staff.add-device', 'staff.change-device', 'staff.renew-device-code', 'staff.revoke-device']],
  [
    ['administrator', 'centre-manager', 'desk-agent'],
    ['data-import.list', 'data-import.open', 'data-import.stop', 'data-import.template', 'data-import.report'],
  ],
  [
    [...LEADS, 'administrator'],
    ['appointment.read-platform', 'appointment.read-list-rules'],
  ],
  [['administrator'], ['appointment.set-platform', 'appointment.set-list-rules']],
  [['administrator'], ['backup.read', 'backup.run', 'backup.plan']],
  [['administrator'], ['upkeep.read', 'upkeep.redeliver', 'upkeep.let-go', 'upkeep.set-term']],
  [
    ['administrator'],
    [
      'interop.messages',
      'interop.message-figures',
      'interop.message',
      'interop.replay',
      'interop.clients',
      'interop.make-client',
      'interop.change-client',
      'interop.renew-secret',
      'interop.revoke-client',
      'interop.receivers',
      'interop.add-receiver',
      'interop.change-receiver',
      'interop.outgoing',
      'interop.outgoing-figures',
      'interop.open-outgoing',
      'interop.resend',
    ],
  ],
]

let at: TestHouse
const headersOf = new Map<Role, Record<string, string>>()
beforeAll(async () => {
  at = await testHouse()
  const { house } = at
  const staff = await settleStaff(house)
  const system = systemCaller(house.hospital.id)
  const now = house.clock.now()
  const duties = [{ kind: 'on-duty' as const, from: now, to: now.add({ hours: 8 }) }]
  const { people } = await importStaff(house)(system, {
    units: [{ code: 'SQ', name: '江湾社区卫生服务中心', kind: 'community', parent: 'YY', hours: 'calendar' }],
    people: [
      { staffNumber: 'community', name: '转诊甲', posts: [{ post: 'referrer', unit: 'SQ' }], duties: [] },
      { staffNumber: 'on-1', name: '值班甲', posts: [{ post: 'duty-officer', unit: 'ZBS' }], duties },
      { staffNumber: 'on-2', name: '总值班甲', posts: [{ post: 'duty-manager', unit: 'YY' }], duties },
      { staffNumber: 'group', name: '组员甲', posts: [{ post: 'group-member', unit: 'ZZ' }], duties },
      { staffNumber: 'doctor', name: '医生甲', posts: [{ post: 'doctor', unit: 'FSK' }], duties },
      { staffNumber: 'member', name: '职工甲', posts: [{ post: 'member', unit: 'FSK' }], duties },
      { staffNumber: 'new', name: '新来甲', posts: [{ post: 'desk-agent', unit: 'ZT' }], duties },
    ],
  })
  const holders: Readonly<
    Record<Exclude<Role, 'nobody' | 'patient link' | 'liaison link' | 'kiosk' | 'patient'>, string>
  > = {
    director: staff.person('何秀英'),
    'deputy-director': staff.person('吴海燕'),
    'centre-manager': staff.person('周敏'),
    head: staff.person('胡军'),
    liaison: staff.person('孙涛'),
    'deputy-liaison': staff.person('马丽'),
    'group-lead': staff.person('郑洁'),
    'group-member': people.get('group') ?? '',
    'desk-agent': staff.person('王芳'),
    'duty-officer': people.get('on-1') ?? '',
    'duty-manager': people.get('on-2') ?? '',
    'privacy-officer': staff.person('唐慧'),
    administrator: staff.person('林建国'),
    doctor: people.get('doctor') ?? '',
    member: people.get('member') ?? '',
    referrer: people.get('community') ?? '',
    'duty-officer off duty': staff.person('梁勇'),
    'duty-manager off duty': staff.person('宋平'),
    'one-time code': people.get('new') ?? '',
  }
  for (const [role, personId] of Object.entries(holders)) {
    // The sample gave some of them an account; what is tried here is the post, not the password.
    await house.database.transact(tx =>
      run(
        tx,
        `insert into staff.account (hospital_id, person_id, login, password_hash, must_change, changed_at, version)
         values ($1, $2, $3, '', $4, $5, 1) on conflict (hospital_id, person_id) do nothing`,
        [house.hospital.id, personId, `role ${role}`, role === 'one-time code', now.toString()],
      ),
    )
    const { token } = await openSession(house, publicCaller(house), { personId, way: 'password', position: null })
    headersOf.set(role as Role, { cookie: `yiguanjia=${token}` })
  }
  const link = (purpose: 'patient' | 'liaison', personId: string | null) => ({
    authorization: `Link ${signLink(house.cipher, {
      purpose,
      hospitalId: house.hospital.id,
      subjectId: house.ids.next(),
      personId,
      endsAt: now.add({ hours: 8 }),
    })}`,
  })
  headersOf.set('nobody', {})
  headersOf.set('patient', { cookie: (await signedInPatient(at, '13900000001')).cookie })
  headersOf.set('kiosk', { cookie: await pairedKiosk(house) })
  headersOf.set('patient link', link('patient', null))
  headersOf.set('liaison link', link('liaison', staff.person('孙涛')))
})
afterAll(() => at.close())

/** Knocks with what no endpoint takes: who may comes to be told so (422), and nothing is done; who may not is turned away. */
async function isLetIn(role: Role, method: string, path: string): Promise<boolean> {
  const answer = await at.app.inject({
    method: method as 'POST',
    url: `${path.replaceAll(/:\w+/g, '01a00000-0000-7000-8000-000000000001')}?no-such-field=1`,
    headers: headersOf.get(role) ?? {},
    ...(method === 'GET' ? {} : { payload: { noSuchField: 1 } }),
  })
  if (answer.statusCode === 422) return true
  if (answer.statusCode === 401 || answer.statusCode === 403) return false
  throw new Error(`${role} on ${method} ${path}: ${answer.statusCode}`)
}

describe('SEC-02: every post on every endpoint gives exactly the permitted set', () => {
  const endpoints = modules.flatMap(module => module.routes({} as never).map(route => route.endpoint))
  const mayCall = new Map<string, readonly Role[]>(TABLE.flatMap(([who, may]) => may.map(id => [id, who] as const)))

  test('every endpoint has its row, once, and every row its endpoint', () => {
    const rows = TABLE.flatMap(([, may]) => may)
    expect(rows.toSorted()).toEqual(endpoints.map(endpoint => endpoint.id).toSorted())
  })

  test.each(ROLES)('%s', async role => {
    const wrong: string[] = []
    for (const { id, method, path } of endpoints) {
      const may = mayCall.get(id)?.includes(role) ?? false
      if ((await isLetIn(role, method, path)) !== may) wrong.push(`${id}: ${may ? 'turned away' : 'let in'}`)
    }
    expect(wrong).toEqual([])
  })
})
