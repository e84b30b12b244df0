import { useWords } from '#ui/language.ts'
import type { UnitView } from './units.ts'
import { staffWords } from './words.ts'

/** The tree as a list with indents (组织树); each line says how many posts are vacant. */
export function UnitTree({
  units,
  chosen,
  onChosen,
}: {
  readonly units: readonly UnitView[]
  readonly chosen: string | null
  readonly onChosen: (id: string) => void
}) {
  const say = useWords(staffWords)
  const depth = depths(units)
  return (
    <ul className="st-list">
      {units.map(unit => {
        const vacant = unit.posts.filter(post => post.vacant).length
        return (
          <li key={unit.id}>
            <button
              type="button"
              id={`unit-${unit.id}`}
              className="st-item"
              aria-current={unit.id === chosen}
              style={{ paddingLeft: `${8 + (depth.get(unit.id) ?? 0) * 16}px` }}
              onClick={() => onChosen(unit.id)}
            >
              <span>{unit.name}</span>
              {vacant > 0 && <span data-tone="soon">{say('units.vacant-count', { count: vacant })}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Parents come before their children. */
function depths(units: readonly UnitView[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const unit of units) found.set(unit.id, unit.parentId === null ? 0 : (found.get(unit.parentId) ?? -1) + 1)
  return found
}
