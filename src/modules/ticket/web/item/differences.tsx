import { useWords } from '#ui/language.ts'
import { type Difference, differences } from '../../rules/item-version.ts'
import { useDirectory } from '../units.ts'
import { sayDue, type Version } from './item.ts'
import { itemWords } from './words.ts'

type Item = Version['item']

/** In what a version differs from the approved one before it (版本差异). */
export function Differences({ version }: { readonly version: Version }) {
  const say = useWords(itemWords)
  const value = useValue()
  const { item, before } = version
  if (!before) return <p className="d-hint">{say('diff.first')}</p>
  const found = differences(before, item)
  return (
    <section className="tk-item-part">
      <h2>{say('diff')}</h2>
      {found.length === 0 && <p className="d-hint">{say('diff.none')}</p>}
      <ul className="tk-diff">
        {found.map(one => (
          <li key={`${one.part} ${one.row} ${one.change}`} data-change={one.change}>
            <span className="d-tag" data-tone={TONE[one.change]}>
              {say(`diff.${one.change}`)}
            </span>{' '}
            {partName(one.part, say)}
            {one.row !== null && `：${one.row}`}
            {one.row === null && (
              <span className="d-hint">
                {' '}
                {say('diff.was', { before: value(before, one.part), after: value(item, one.part) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const TONE = { added: 'done', removed: 'late', changed: 'soon', moved: undefined } as const

type SayItem = ReturnType<typeof useWords<typeof itemWords.zh>>

function partName(part: Difference['part'], say: SayItem): string {
  switch (part) {
    case 'name':
    case 'group':
    case 'class':
    case 'due':
    case 'receiver':
      return say(part)
    case 'offHours':
      return say('off-hours')
    case 'steps':
    case 'papers':
    case 'fields':
    case 'kinds':
    case 'evidence':
    case 'proof':
    case 'active':
      return say(`part.${part}`)
    case 'code':
    case 'version':
      return say(part)
  }
}

/** What stood and stands in one plain part, as people read it. */
function useValue(): (item: Item, part: Difference['part']) => string {
  const say = useWords(itemWords)
  const { unitByCode } = useDirectory()
  const unit = (code: string | null) => (code === null ? say('off-hours.same') : (unitByCode(code)?.name ?? code))
  return (item, part) => {
    switch (part) {
      case 'group':
        return say(`group.${item.group}`)
      case 'class':
        return say(`class.${item.class}`)
      case 'due':
        return sayDue(item.due, say)
      case 'receiver':
        return unit(item.receiver)
      case 'offHours':
        return unit(item.offHours)
      case 'proof':
        return say(`proof.${item.proof}`)
      case 'active':
        return say(item.active ? 'yes' : 'no')
      case 'name':
      case 'evidence':
        return item[part]
      case 'code':
      case 'version':
      case 'steps':
      case 'papers':
      case 'fields':
      case 'kinds':
        return ''
    }
  }
}
