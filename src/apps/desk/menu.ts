/** The menu of the desk: address, words, and the permission without which it is not shown. */
export const menu = [
  { to: '/', zh: '服务台', en: 'Desk', permission: 'ticket:read' },
  { to: '/tickets', zh: '工单', en: 'Matters', permission: 'ticket:read' },
  { to: '/patients', zh: '患者', en: 'Patients', permission: 'patient:read' },
  { to: '/directory', zh: '科室', en: 'Directory', permission: 'directory:read' },
  { to: '/coverage', zh: '覆盖', en: 'Coverage', permission: 'coverage:read' },
  { to: '/units', zh: '组织', en: 'Units', permission: 'staff:read' },
  { to: '/people', zh: '人员', en: 'People', permission: 'staff:read' },
  { to: '/calendar', zh: '日历', en: 'Calendar', permission: 'setting:read' },
  { to: '/interop/messages', zh: '接口消息', en: 'Messages', permission: 'interop:read' },
] as readonly {
  readonly to: string
  readonly zh: string
  readonly en: string
  readonly permission: string
}[]
