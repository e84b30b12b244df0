import { useWords } from '#ui/language.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { sayMinutes } from './duration.ts'
import { Section } from './section.tsx'

/** Where the time went: gross, waiting for the patient beside it (TKT-11), and the stretch that everybody waits for (关键路径). */
export function TimeSpent({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const { gross, waiting, net } = ticket.elapsed
  const path = ticket.criticalPath.filter(segment => segment.minutes > 0 || segment.running)
  const most = Math.max(1, ...path.map(segment => segment.minutes))
  const sum = { gross: sayMinutes(gross, say), waiting: sayMinutes(waiting, say), net: sayMinutes(net, say) }
  return (
    <Section title={say('time.label')}>
      <p>{waiting > 0 ? say('time.sum', sum) : say('time.sum-plain', sum)}</p>
      {path.length > 0 && (
        <dl className="tk-path" aria-label={say('time.path')}>
          {path.map(segment => (
            <div key={`${segment.phase} ${segment.unit?.id}`} data-running={segment.running ? '' : undefined}>
              <dt>{[say(`time.${segment.phase}`), segment.unit?.name].filter(Boolean).join(' · ')}</dt>
              <dd>
                <span className="tk-bar" style={{ inlineSize: `${Math.max(2, (segment.minutes / most) * 100)}%` }} />
                <span className="figures">
                  {sayMinutes(segment.minutes, say)}
                  {segment.running && ` · ${say('time.running')}`}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
