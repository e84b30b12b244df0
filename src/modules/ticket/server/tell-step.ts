import { sendMessage } from '#modules/notification/index.ts'
import type { Personal } from './create-ticket.ts'
import { LONGEST } from './messages.ts'
import type { Open } from './open.ts'

/** The patient is told that a step is done, where messages are how they want to be told, and they agreed to it. */
export async function tellStep(open: Open, item: string, text: string): Promise<void> {
  const { ticket, house } = open
  if (!ticket.consent || (ticket.contactWay !== 'sms' && ticket.contactWay !== 'wechat')) return
  const { phone } = house.cipher.decipherJson<Personal>(ticket.personal)
  const message = {
    template: 'ticket.step-done',
    about: { kind: 'ticket', id: ticket.id },
    values: { item: item.slice(0, LONGEST.item), text },
  }
  if (ticket.patientId !== null)
    await sendMessage(house)(open.tx, { ...message, to: { kind: 'patient', patientId: ticket.patientId } })
  else if (phone !== null) await sendMessage(house)(open.tx, { ...message, to: { kind: 'number', phone } })
}
