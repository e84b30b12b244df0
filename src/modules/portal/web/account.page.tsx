import { useState } from 'react'
import { sayTime, useWords } from '#ui/language.ts'
import { Button, LinkButton } from '#ui/touch/button.tsx'
import { Card, Facts } from '#ui/touch/card.tsx'
import { Dialog } from '#ui/touch/dialog.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { endRelation, leave, signOut } from '../contract.ts'
import { leaveAccount, type Me, putAccount, useAccount } from './account.ts'
import { AddPerson } from './add-person.tsx'
import { type Hospital, PortalPage } from './portal-page.tsx'
import { SignedIn } from './signed-in.tsx'
import { accountWords } from './words.ts'
import './account.css'

/** The account (我的账户): whom it acts for, who acts for its owner, signing out, closing it. */
export function AccountPage({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(accountWords)
  const account = useAccount()
  return (
    <PortalPage
      title={say(account.state === 'out' ? 'sign-in.title' : 'account.title')}
      hospital={hospital}
      back="#/"
      more={account.state === 'in' && <LinkButton href="#/visits">{say('account.visits')}</LinkButton>}
    >
      <SignedIn>{me => <Own me={me} />}</SignedIn>
    </PortalPage>
  )
}

function Own({ me }: { readonly me: Me }) {
  const say = useWords(accountWords)
  const [isAdding, setAdding] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const [removed, setRemoved] = useState<Me['people'][number] | null>(null)
  const ending = useSend(endRelation, fresh => {
    setRemoved(null)
    putAccount(fresh)
  })
  const out = useSend(signOut, leaveAccount)
  const closing = useSend(leave, leaveAccount)
  if (isAdding)
    return (
      <>
        <AddPerson me={me} onAdded={() => setAdding(false)} />
        <Button kind="quiet" onPress={() => setAdding(false)}>
          {say('add.leave')}
        </Button>
      </>
    )
  return (
    <>
      <Facts
        facts={[
          [
            say('account.phone'),
            <span className="figures" key="phone">
              {me.phoneMasked}
            </span>,
          ],
        ]}
      />
      <h2 className="p-head">{say('account.people')}</h2>
      {me.people.length === 0 && <p className="p-text">{say('people.none')}</p>}
      <ul className="p-list">
        {me.people.map(one => (
          <li key={one.relationId}>
            <Card title={`${one.nameMasked}（${say(`relation.${one.relation}`)}）`}>
              <Button onPress={() => setRemoved(one)}>{say('account.end', { name: one.nameMasked })}</Button>
            </Card>
          </li>
        ))}
      </ul>
      <Button kind="main" onPress={() => setAdding(true)}>
        {say('people.add')}
      </Button>
      {me.actingForMe.length > 0 && (
        <>
          <h2 className="p-head">{say('account.acting')}</h2>
          <ul className="p-list">
            {me.actingForMe.map(one => (
              <li key={one.relationId}>
                <Card title={say('account.acting-who', { phone: one.phoneMasked, since: sayTime(one.since, 'day') })}>
                  <Button
                    kind="danger"
                    isBusy={ending.isSending}
                    onPress={() => ending.send({ params: { id: one.relationId } })}
                  >
                    {say('account.withdraw')}
                  </Button>
                </Card>
              </li>
            ))}
          </ul>
        </>
      )}
      <Refused problem={ending.problem ?? out.problem} />
      <Button onPress={() => out.send({})} isBusy={out.isSending}>
        {say('account.sign-out')}
      </Button>
      <Button kind="quiet" onPress={() => setLeaving(true)}>
        {say('account.leave')}
      </Button>
      {removed && (
        <Dialog title={say('account.end', { name: removed.nameMasked })} onClose={() => setRemoved(null)}>
          <p className="p-text">{say('account.end-sure')}</p>
          <Refused problem={ending.problem} />
          <Button
            kind="danger"
            isBusy={ending.isSending}
            onPress={() => ending.send({ params: { id: removed.relationId } })}
          >
            {say('account.end-go')}
          </Button>
          <Button onPress={() => setRemoved(null)}>{say('account.end-keep')}</Button>
        </Dialog>
      )}
      {isLeaving && (
        <Dialog title={say('account.leave')} onClose={() => setLeaving(false)}>
          <p className="p-text">{say('account.leave-sure')}</p>
          <Refused problem={closing.problem} />
          <Button kind="danger" onPress={() => closing.send({})} isBusy={closing.isSending}>
            {say('account.leave-go')}
          </Button>
          <Button onPress={() => setLeaving(false)}>{say('account.keep')}</Button>
        </Dialog>
      )}
    </>
  )
}
