import type { Problems } from '#kernel/problem.ts'

/** What the appointment module refuses. */
export const problems = {
  'slot-unknown': { status: 422, zh: '没有这个号源时段，请重新选择', en: 'There is no such slot; choose again' },
  'slot-past': { status: 409, zh: '这个时段已经开始，请选择后面的时段', en: 'This slot has begun; choose a later one' },
  'slot-too-far': {
    status: 409,
    zh: '只能预约 {days} 天以内的号源；更远的复诊请用中长期预约',
    en: 'Slots up to {days} days ahead can be booked; for later reviews make a long-range booking',
  },
  'slot-full': {
    status: 409,
    zh: '这个时段刚刚约满或停诊，请从后面的空余时段中选择',
    en: 'This slot has just been filled or stopped; choose one of the next free ones',
  },
  'same-slot': {
    status: 409,
    zh: '这个预约已经在这个时段，不用改；请选择别的时段',
    en: 'The booking has this slot already; choose another one',
  },
  'slot-too-long': {
    status: 422,
    zh: '号源时段不能超过 {most} 分钟，请改短',
    en: 'A slot is {most} minutes at most; make it shorter',
  },
  'session-too-short': {
    status: 422,
    zh: '出诊时间不足一个 {minutes} 分钟的时段，请核对起止时间',
    en: 'The session is shorter than one slot of {minutes} minutes; check its times',
  },
  'session-published': {
    status: 409,
    zh: '这次出诊的号源已经发布；要改号数或配额，请在出诊日历中修改',
    en: 'The places of this session are given out already; change them in the schedule',
  },
  'session-unknown': { status: 422, zh: '没有这次出诊，请重新选择', en: 'There is no such session; choose again' },
  'session-full': {
    status: 409,
    zh: '这次出诊已没有可约的时段，请换一次出诊，或逐个改约',
    en: 'This session has no place left; choose another one, or move each patient by itself',
  },
  'patient-unknown': { status: 422, zh: '没有找到该患者，请重新选择', en: 'There is no such patient; choose again' },
  'document-other': {
    status: 422,
    zh: '证件号与所选患者的档案不一致，请核对是不是同一个人',
    en: 'This number is not the one in the record of the patient; make sure that it is the same person',
  },
  'booked-already': {
    status: 409,
    zh: '该患者在这个科室的同一半天已有号；确需再约请写明理由',
    en: 'The patient has a number of this department and half-day; give a reason for a second one',
  },
  'has-number-already': {
    status: 409,
    zh: '这位就诊人这半天在这个科室已经有号了。可在“我的就诊”里改约或取消后再约',
    en: 'This person has a number of this department and half-day; change or cancel it under “My visits”',
  },
  'booking-limited': {
    status: 409,
    zh: '近 {window} 天内预约后没有来就诊（当天取消按半次）累计达 {threshold} 次，网上预约暂停到 {until}；窗口、电话、自助机和急诊不受影响，有异议可请服务台申诉',
    en: 'Bookings that were not kept came to {threshold} within {window} days: no online booking until {until}. Windows, telephone, kiosks and emergency stay open; the desk takes an appeal',
  },
  'appeal-nothing': {
    status: 409,
    zh: '这个预约没有计为爽约或取消，不需要申诉',
    en: 'This booking counts against nobody; there is nothing to appeal against',
  },
  'appealed-already': {
    status: 409,
    zh: '这个预约已经申诉过，请等复核结果',
    en: 'There is an appeal for this booking already; wait for what becomes of it',
  },
  'appeal-decided': {
    status: 409,
    zh: '这份申诉已经复核，请刷新后再看',
    en: 'This appeal was decided already; read it again',
  },
  'appeal-own': {
    status: 409,
    zh: '申诉须由另一位工作人员复核：不能是登记申诉的人，也不能是登记未到或办理取消的人',
    en: 'Another person decides it than who wrote the appeal, noted the no-show or cancelled the booking',
  },
  'read-back-missing': {
    status: 422,
    zh: '电话预约须向患者复述姓名、时间和地点，复述后勾选“已复述”',
    en: 'Read name, time and place back to the caller, then tick that it was done',
  },
  'assistance-incomplete': {
    status: 422,
    zh: '代为挂号须征得患者同意，并由登录的导诊员办理',
    en: 'Booking for a patient needs the consent and a guide who is signed in',
  },
  'appointment-status': {
    status: 409,
    zh: '这个预约当前状态不允许这一步操作，请刷新后再看',
    en: 'The booking cannot take this step now ({from} → {to})',
  },
  'hold-lapsed': {
    status: 409,
    zh: '占号已超时，号源已放回，请重新选择时段',
    en: 'The place was kept too long and is free again; choose a slot anew',
  },
  'change-too-late': {
    status: 409,
    zh: '须在就诊前 {minutes} 分钟以上取消或改约，请致电服务台办理',
    en: 'Cancel or change at least {minutes} minutes before; call the desk',
  },
  'changed-too-often': {
    status: 409,
    zh: '已改约 {most} 次，不能再自行改约，请致电服务台办理',
    en: 'Changed {most} times already; call the desk to change it again',
  },
  'check-in-other-day': {
    status: 409,
    zh: '这个预约是 {day} 的，请在那一天来报到；想今天看，请改约或改挂现场号',
    en: 'The booking is of {day}; check in on that day, or change it or register on site to be seen today',
  },
  'check-in-early': {
    status: 409,
    zh: '还没到报到时间，{from} 起可以报到，请在候诊区稍候',
    en: 'Check-in opens at {from}; please wait in the waiting area',
  },
  'checked-in-already': {
    status: 409,
    zh: '已经报到过了，不用再报，请在候诊区等候叫号',
    en: 'Checked in already; please wait to be called',
  },
  'check-in-missed': {
    status: 409,
    zh: '这个预约已过报到时间，请到窗口改挂今天的号，或请导诊员帮忙',
    en: 'The time to check in is over; register at the window, or ask a guide',
  },
  'check-in-stopped': {
    status: 409,
    zh: '这次出诊已停诊，请到服务台为您安排其他医生或改约',
    en: 'The session was stopped; the desk finds you another doctor or time',
  },
  'check-in-other-zone': {
    status: 409,
    zh: '这里不是该科室的候诊区，请到就诊科室的导诊台或自助机报到',
    en: 'This is not the zone of the department; check in at its own guide desk or kiosk',
  },
  'onsite-other-day': {
    status: 409,
    zh: '现场挂号只挂今天的号；其他日期请预约',
    en: 'On site only today’s places are given; make a booking for another day',
  },
  'kiosk-person-unknown': {
    status: 404,
    zh: '没有找到您的档案。请核对号码，或在这里建档，也可以到窗口办理',
    en: 'You are not known here yet. Check the number, register here, or go to the window',
  },
  'kiosk-booking-unknown': {
    status: 404,
    zh: '预约号与手机后四位对不上。请核对短信里的预约号，或用身份证办理',
    en: 'Booking number and phone do not belong together. Check the message, or use your ID card',
  },
  'zone-code-over': {
    status: 409,
    zh: '诊区码已过期，请到就诊科室的自助机前重新扫码',
    en: 'The code is over; read the one that the machine of the department shows now',
  },
  'kiosk-visit-over': {
    status: 410,
    zh: '这次办理已经结束，请重新开始',
    en: 'This visit is over; please begin again',
  },
  'no-show-ahead': {
    status: 409,
    zh: '还没到就诊时间，不能登记未到；患者不来请办理取消',
    en: 'The time of the visit has not come; cancel the booking where the patient will not come',
  },
  'session-over': {
    status: 409,
    zh: '这次出诊的时间已经过去，不能恢复；请为患者另约时间',
    en: 'The time of this session is over and it cannot be opened again; find its patients another one',
  },
  'waiting-status': {
    status: 409,
    zh: '这条候补当前状态不允许这一步操作，请刷新后再看',
    en: 'This entry of the waiting list cannot take this step now ({from} → {to})',
  },
  'waiting-days': {
    status: 422,
    zh: '候补日期须从今天起、60 天以内，且结束不早于开始',
    en: 'Wait for days from today on, within 60 days, the last not before the first',
  },
  'waiting-already': {
    status: 409,
    zh: '该患者已在这个科室的候补名单上',
    en: 'The patient is on this waiting list already',
  },
  'offer-over': {
    status: 409,
    zh: '这次候补邀约已过期或已答复，患者仍在候补名单上',
    en: 'This offer is over or was answered; the patient is still on the list',
  },
  'platform-signature': {
    status: 401,
    zh: '签名、时间或密钥不对，或外部平台未启用',
    en: 'Signature, time or key are wrong, or the platform is not turned on',
  },
  'platform-without-key': {
    status: 422,
    zh: '启用前请先填写双方约定的密钥（16 位以上）',
    en: 'Give the key that both sign with (16 letters or more) before turning it on',
  },
  'list-times': {
    status: 422,
    zh: '结束时间须晚于开始时间，请核对',
    en: 'The end must be after the start; check both',
  },
  'list-past': {
    status: 422,
    zh: '这个出诊时间已经过去，请填今天以后的时间',
    en: 'This time has passed; give a later one',
  },
  'list-too-far': {
    status: 422,
    zh: '只能上传 {days} 天以内的号源，请改日期',
    en: 'Places are taken up to {days} days ahead; change the day',
  },
  'list-without-places': {
    status: 422,
    zh: '号数和每段分钟至少填一项',
    en: 'Give the number of places or the length of a slot',
  },
  'list-of-stopped': {
    status: 409,
    zh: '这半天已停诊，不能放号，请换一个半天或另一位医生',
    en: 'This half-day was stopped; choose another half-day or doctor',
  },
  'quotas-over-capacity': {
    status: 422,
    zh: '各配额合计 {kept} 个，超过总号数 {capacity} 个，请减少配额',
    en: 'The shares come to {kept}, more than the {capacity} places; keep fewer',
  },
  'reservation-status': {
    status: 409,
    zh: '这条复诊预约当前状态不允许这一步操作，请刷新后再看',
    en: 'This reservation cannot take this step now ({from} → {to})',
  },
  'reservation-week': {
    status: 422,
    zh: '请选择从本周起、{days} 天以内的一周',
    en: 'Choose a week from this one on, within {days} days',
  },
  'reservation-already': {
    status: 409,
    zh: '该患者在这个科室的这一周已有复诊预约',
    en: 'The patient has a reservation of this department and week already',
  },
  'resource-hours': {
    status: 422,
    zh: '开放时间要容得下一次 {minutes} 分钟的治疗，请核对',
    en: 'The hours must hold one session of {minutes} minutes; check them',
  },
  'resource-code': {
    status: 409,
    zh: '这个代码已属于另一项治疗资源，请换一个',
    en: 'This code belongs to another resource; choose another',
  },
  'treatment-consent': {
    status: 422,
    zh: '这项治疗须先签知情同意书，核对后勾选“已签”',
    en: 'This treatment asks for a signed consent; see it, then tick it',
  },
  'treatment-conflict': {
    status: 409,
    zh: '有时间约不上，请按提示换时间后再保存',
    en: 'Some times cannot be had; choose other times as shown, then save',
  },
  'treatment-over': {
    status: 409,
    zh: '这次治疗已完成、取消或未到，不能再改',
    en: 'This session is done, cancelled or missed and cannot be changed',
  },
  'treatment-ahead': {
    status: 409,
    zh: '这次治疗还没有开始，到时再登记',
    en: 'This session has not begun; note it then',
  },
  'extra-session-over': {
    status: 409,
    zh: '这次出诊已结束或已停诊，不能再加号，请另约时间',
    en: 'This session is over or stopped; choose another time',
  },
  'extra-not-needed': {
    status: 409,
    zh: '这次出诊还有余号，请直接预约',
    en: 'This session still has places; book one',
  },
  'extra-asked-already': {
    status: 409,
    zh: '该患者在这次出诊已有加号申请在等待答复',
    en: 'A request of this patient for this session waits already',
  },
  'extra-answered': {
    status: 409,
    zh: '这个加号申请已经答复、撤回或过期，请刷新后再看',
    en: 'This request was answered or withdrawn, or is over; look again',
  },
  'extra-wants-alternative': {
    status: 422,
    zh: '不同意加号时请至少勾选一个可替代的时段',
    en: 'Where you refuse, tick at least one other time',
  },
  'places-changed': {
    status: 409,
    zh: '这个时段的号数刚被别人改过，请刷新后再改',
    en: 'Somebody has changed these places meanwhile; look again and then change them',
  },
  'places-taken': {
    status: 409,
    zh: '已约、占号和停诊共 {taken} 个，号数不能少于它；要收回请先改约或停诊',
    en: '{taken} places are taken; move their patients or stop the session before there can be fewer',
  },
  'places-range': {
    status: 422,
    zh: '一次出诊的号数须为 1 到 {most} 个；不再出诊请办理停诊',
    en: 'A session has 1 to {most} places; where there is none, stop it',
  },
  'share-released': {
    status: 409,
    zh: '这个配额在就诊前 {minutes} 分钟释放，时间已过，请加到开放号',
    en: 'This share is opened {minutes} minutes before the slot, which has passed; add to the open places',
  },
  'nothing-to-release': {
    status: 409,
    zh: '这个配额没有可以释放的空号',
    en: 'Nothing of this share is free to be opened',
  },
} as const satisfies Problems
