import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Answer } from '#kernel/endpoint.ts'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { listRegister } from '../../contract.ts'
import { staffWords } from '../words.ts'
import { usePages } from './pages.ts'
import { postWords } from './words.ts'
import '../staff.css'

export const Route = createFileRoute('/_frame/staff-register')({ component: RegisterPage })

type Item = Answer<typeof listRegister>['items'][number]

/** Who may not be put on duty, and whose licence or training expires soon (人员档案提醒, ORG-06). */
function RegisterPage() {
  const say = useWords(postWords)
  return (
    <div className="st-page">
      <h1>{say('register.title')}</h1>
      <List only="lacking" />
      <List only="expiring" />
    </div>
  )
}

function List({ only }: { readonly only: 'lacking' | 'expiring' }) {
  const say = useWords(postWords)
  const { pages, problem, isLoading, more, again } = usePages(listRegister, after => ({ query: { only, after } }))
  const items = pages.flatMap(page => page.items)
  const days = pages[0]?.days ?? 0
  const title = say(`register.${only}`, { days })
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {problem && <Failure problem={problem} onRetry={again} />}
      {pages.length === 0 && isLoading && <RowsLoading rows={3} />}
      {pages.length > 0 && items.length === 0 && <Empty>{say(`register.none-${only}`, { days })}</Empty>}
      {items.length > 0 && (
        <table className="st-table">
          <thead>
            <tr>
              <th scope="col">{say('register.person')}</th>
              <th scope="col">{say(only === 'lacking' ? 'register.lacks' : 'register.what')}</th>
              {only === 'expiring' && <th scope="col">{say('register.expires')}</th>}
            </tr>
          </thead>
          <tbody>
            {items.map(item => (
              <Row key={`${item.person.id} ${item.expiring?.name}`} item={item} />
            ))}
          </tbody>
        </table>
      )}
      {more && (
        <Button onClick={more} loading={isLoading}>
          {say('more')}
        </Button>
      )}
    </section>
  )
}

function Row({ item }: { readonly item: Item }) {
  const say = useWords(postWords)
  const sayPost = useWords(staffWords)
  const { expiring } = item
  return (
    <tr>
      <th scope="row">
        <Link to={'/people' as '/'} search={{ person: item.person.id } as never}>
          {item.person.name}
        </Link>{' '}
        <span className="d-hint figures">
          {item.staffNumber} {item.post && sayPost(`post.${item.post}`)}
        </span>
      </th>
      {expiring ? (
        <>
          <td>
            {expiring.name} <span className="d-hint">{say(`kind.${expiring.kind}`)}</span>
          </td>
          <td className="figures" data-tone={expiring.expiresOn < dayAt(houseNow()) ? 'late' : 'soon'}>
            {expiring.expiresOn} {expiring.expiresOn < dayAt(houseNow()) && say('register.over')}
          </td>
        </>
      ) : (
        <td data-tone="late">{item.lacks.map(lack => say(`lack.${lack}`)).join('、')}</td>
      )}
    </tr>
  )
}
