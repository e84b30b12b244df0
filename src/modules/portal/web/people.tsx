import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import type { Me } from './account.ts'
import { AddPerson } from './add-person.tsx'
import { SignedIn } from './signed-in.tsx'
import { accountWords } from './words.ts'
import './account.css'

interface ChoosePersonProps {
  readonly chosen: string | null
  readonly onChosen: (patientId: string) => void
}

/** For whom (就诊人): signs in first where nobody is, adds the first person where there is none, and lets choose among several. */
export function ChoosePerson({ chosen, onChosen }: ChoosePersonProps) {
  return <SignedIn>{me => <People me={me} chosen={chosen} onChosen={onChosen} />}</SignedIn>
}

function People({ me, chosen, onChosen }: ChoosePersonProps & { readonly me: Me }) {
  const say = useWords(accountWords)
  const [isAdding, setAdding] = useState(false)
  if (isAdding || me.people.length === 0)
    return (
      <>
        {me.people.length === 0 && <p className="p-text">{say('people.none')}</p>}
        <AddPerson me={me} onAdded={() => setAdding(false)} />
      </>
    )
  return (
    <>
      <Choice
        label={say('people.choose')}
        options={me.people.map(one => ({
          value: one.patientId,
          label: `${one.nameMasked}（${say(`relation.${one.relation}`)}）`,
          ...(one.isChild && { hint: say('people.child') }),
        }))}
        value={chosen}
        onChoose={onChosen}
      />
      <Button onPress={() => setAdding(true)}>{say('people.add')}</Button>
    </>
  )
}
