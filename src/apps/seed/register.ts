import type { RegisterEntry } from '#modules/staff/index.ts'
import { badgeOf } from './accounts.ts'
import type { Member } from './people.ts'
import { randomFrom } from './random.ts'

const CHECKED_ON = '2026-01-05'
/** Those whom a contractor supplies (导诊外包): ushers and guides. */
const CONTRACTED: ReadonlySet<string> = new Set(['DZT', 'YDY'])

/** The register (人员档案) of one person: everybody of the demo is checked; who follows patients up has long worked in a clinic. */
export function registerOf(member: Member): RegisterEntry {
  const random = randomFrom(`register ${member.staffNumber}`)
  const unit = member.posts[0]?.unit ?? ''
  const isContracted = CONTRACTED.has(unit)
  const followsUp = unit === 'HFZ'
  const years = followsUp ? random.whole(21, 30) : random.whole(2, 28)
  return {
    employer: isContracted ? 'contractor' : 'hospital',
    contractor: isContracted ? '示范导诊服务公司' : null,
    clinicalSince: `${2026 - years}-07-01`,
    badgeNumber: member.rhythm === 'desk' ? badgeOf(member.turn + 1) : `G${member.staffNumber}`,
    agentNumber: followsUp ? `HF${member.staffNumber}` : null,
    eligible: true,
    checkedOn: CHECKED_ON,
    undertakingOn: CHECKED_ON,
    inductionOn: CHECKED_ON,
  }
}
