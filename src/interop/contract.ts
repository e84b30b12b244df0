export * from './contract/clients.ts'
export * from './contract/messages.ts'
