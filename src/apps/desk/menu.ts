/** The menu of the desk: address, words, and the permission without which it is not shown. */
export const menu = [
  { to: '/', zh: '服务台', en: 'Desk', permission: 'ticket:read' },
  { to: '/tickets', zh: '工单', en: 'Matters', permission: 'ticket:read' },
  { to: '/interop/messages', zh: '接口消息', en: 'Messages', permission: 'interop:read' },
] as readonly {
  readonly to: string
  readonly zh: string
  readonly en: string
  readonly permission: string
}[]
