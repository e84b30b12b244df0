export * from './contract/clients.ts'
export * from './contract/messages.ts'
export * from './contract/receivers.ts'
