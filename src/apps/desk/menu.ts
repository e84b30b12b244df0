/** The headings of the desk's menu, in their order. A heading with one page of a person's is that page. */
export const headings = [
  { key: 'desk', zh: '服务台', en: 'Desk' },
  { key: 'matters', zh: '工单', en: 'Matters' },
  { key: 'booking', zh: '预约', en: 'Appointments' },
  { key: 'patients', zh: '患者', en: 'Patients' },
  { key: 'knowledge', zh: '知识', en: 'Knowledge' },
  { key: 'figures', zh: '统计', en: 'Figures' },
  { key: 'people', zh: '团队', en: 'Team' },
  { key: 'system', zh: '系统', en: 'System' },
] as const

/** The menu of the desk: heading, address, words, and the permission without which it is not shown. */
export const menu = [
  { under: 'desk', to: '/', zh: '服务台', en: 'Desk', permission: 'ticket:read' },
  { under: 'desk', to: '/messages', zh: '消息', en: 'Outgoing messages', permission: 'message:read' },
  { under: 'matters', to: '/tickets', zh: '全部工单', en: 'All matters', permission: 'ticket:read' },
  { under: 'matters', to: '/pain-points', zh: '科室痛点', en: 'Pain points', permission: 'pain-point:read' },
  { under: 'matters', to: '/ticket-effort', zh: '协同成本', en: 'Coordination cost', permission: 'ticket:manage' },
  { under: 'people', to: '/coordination', zh: '协调与通知', en: 'Coordination', permission: 'broadcast:read' },
  {
    under: 'matters',
    to: '/service-items',
    zh: '服务事项',
    en: 'Service items',
    permission: 'service-item:read',
  },
  { under: 'booking', to: '/booking', zh: '登记预约', en: 'Book', permission: 'appointment:read' },
  { under: 'booking', to: '/on-site', zh: '现场挂号', en: 'On site', permission: 'appointment:book' },
  { under: 'booking', to: '/schedule', zh: '出诊日历', en: 'Schedule', permission: 'appointment:read' },
  { under: 'booking', to: '/booking-platform', zh: '外部平台', en: 'Platform', permission: 'appointment:manage' },
  { under: 'booking', to: '/waiting', zh: '候补名单', en: 'Waiting list', permission: 'appointment:read' },
  { under: 'booking', to: '/stop-cases', zh: '停诊处置', en: 'Stopped sessions', permission: 'appointment:read' },
  { under: 'booking', to: '/appeals', zh: '爽约申诉', en: 'Appeals', permission: 'appointment:manage' },
  { under: 'booking', to: '/extra-numbers', zh: '加号申请', en: 'Extra numbers', permission: 'appointment:read' },
  { under: 'booking', to: '/reservations', zh: '复诊预约', en: 'Reviews ahead', permission: 'appointment:read' },
  { under: 'booking', to: '/referrals', zh: '转诊', en: 'Referrals', permission: 'referral:read' },
  { under: 'booking', to: '/my-referrals', zh: '本机构转诊', en: 'Our referrals', permission: 'referral:own' },
  { under: 'patients', to: '/patients', zh: '患者', en: 'Patients', permission: 'patient:read' },
  { under: 'patients', to: '/patient-duplicates', zh: '疑似重复', en: 'Duplicates', permission: 'patient:merge' },
  { under: 'patients', to: '/phone-corrections', zh: '电话补正', en: 'Numbers', permission: 'patient:write' },
  { under: 'knowledge', to: '/knowledge', zh: '知识查询', en: 'Search', permission: 'directory:read' },
  { under: 'knowledge', to: '/content', zh: '内容管理', en: 'Content', permission: 'knowledge:write' },
  { under: 'knowledge', to: '/directory', zh: '科室与医生', en: 'Departments', permission: 'directory:read' },
  { under: 'figures', to: '/overview', zh: '总览', en: 'Overview', permission: 'report:read' },
  { under: 'figures', to: '/group', zh: '组长看板', en: 'My group', permission: 'group:lead' },
  { under: 'figures', to: '/reports', zh: '日报与月报', en: 'Reports', permission: 'report:read' },
  { under: 'figures', to: '/reviews', zh: '复盘会', en: 'Reviews', permission: 'report:read' },
  { under: 'figures', to: '/director', zh: '主任工作台', en: 'Director', permission: 'report:approve' },
  { under: 'figures', to: '/deputy', zh: '副主任工作台', en: 'Deputy', permission: 'report:approve' },
  { under: 'people', to: '/coverage', zh: '覆盖', en: 'Coverage', permission: 'coverage:read' },
  { under: 'people', to: '/positions', zh: '工位', en: 'Positions', permission: 'coverage:read' },
  { under: 'people', to: '/units', zh: '组织', en: 'Units', permission: 'staff:read' },
  { under: 'people', to: '/people', zh: '人员', en: 'People', permission: 'staff:read' },
  { under: 'people', to: '/staff-register', zh: '档案提醒', en: 'Register', permission: 'register:read' },
  { under: 'people', to: '/delegations', zh: '授权', en: 'Delegation', permission: 'delegation:read' },
  { under: 'system', to: '/calendar', zh: '日历', en: 'Calendar', permission: 'setting:read' },
  { under: 'system', to: '/booking-limits', zh: '爽约限制', en: 'Limits on booking', permission: 'setting:read' },
  { under: 'system', to: '/message-templates', zh: '消息模板', en: 'Message texts', permission: 'message:read' },
  { under: 'system', to: '/message-settings', zh: '消息渠道', en: 'Message channels', permission: 'setting:read' },
  { under: 'system', to: '/devices', zh: '自助设备', en: 'Kiosks', permission: 'device:read' },
  { under: 'system', to: '/booking-platform', zh: '外部平台', en: 'Platform', permission: 'setting:write' },
  { under: 'system', to: '/imports', zh: '数据导入', en: 'Import', permission: 'data-import:run' },
  { under: 'system', to: '/backups', zh: '备份', en: 'Backups', permission: 'backup:read' },
  { under: 'system', to: '/interop/messages', zh: '接口消息', en: 'Messages', permission: 'interop:read' },
  { under: 'system', to: '/interop/receivers', zh: '接口接收方', en: 'Receivers', permission: 'interop:read' },
  { under: 'system', to: '/interop/clients', zh: '接口账号', en: 'Machine accounts', permission: 'interop:read' },
] as readonly {
  readonly under: (typeof headings)[number]['key']
  readonly to: string
  readonly zh: string
  readonly en: string
  readonly permission: string
}[]
