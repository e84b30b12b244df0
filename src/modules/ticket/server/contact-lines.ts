import { onContactLine } from '#modules/patient/index.ts'

const toMatter = (id: string): string => `/?matter=${id}`

/** Which steps of a matter are contacts with the patient, and how they read in the patient's contacts (服务轨迹, PAT-04). */
export const sayMatters = (): void =>
  onContactLine('ticket', {
    'ticket.registered': { zh: '登记事项 {number}', en: 'Matter {number} registered', to: toMatter },
    'ticket.replied': { zh: '答复患者', en: 'The patient was answered', to: toMatter },
    'ticket.progressed': {
      zh: '告知进展',
      en: 'The patient was told how it goes',
      to: toMatter,
      isContact: facts => facts.patientSees,
    },
    'ticket.promised': { zh: '向患者作出承诺', en: 'A promise was made', to: toMatter },
    'ticket.waiting': { zh: '请患者补充', en: 'The patient was asked for something', to: toMatter },
    'ticket.patient-answered': { zh: '患者补充', en: 'The patient added something', to: toMatter },
    'ticket.help-wanted': { zh: '患者求助', en: 'The patient asked for help', to: toMatter },
    'ticket.resolved': { zh: '办结，请患者确认', en: 'Resolved, for the patient to confirm', to: toMatter },
    'ticket.attempted': { zh: '联系患者确认', en: 'The patient was sought to confirm', to: toMatter },
    'ticket.confirmed': { zh: '患者确认办好', en: 'The patient confirmed', to: toMatter },
    'ticket.rated': { zh: '患者评价 {stars} 星', en: 'Rated {stars} stars', to: toMatter },
    'ticket.disagreed': { zh: '患者表示没有办好', en: 'The patient says it is not settled', to: toMatter },
    'ticket.reopened': { zh: '重新办理', en: 'Reopened', to: toMatter },
    'ticket.cancelled': { zh: '撤销事项', en: 'Cancelled', to: toMatter },
  })
