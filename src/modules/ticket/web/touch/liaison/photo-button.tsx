import { useId, useState } from 'react'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { tapOn } from '#ui/offline.ts'
import { Refusal } from '#ui/touch/field.tsx'
import { attachFile } from '../../../contract.ts'
import { shrinkPhoto } from './photo.ts'
import type { ShareName } from './share.ts'
import { liaisonWords } from './words.ts'

/** 拍照: the phone's own camera; the photo is made small here and goes like every tap. */
export function PhotoButton({ share }: { readonly share: ShareName }) {
  const say = useWords(liaisonWords)
  const id = useId()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0]
    if (!file) return
    setBusy(true)
    setRefusal(undefined)
    try {
      const data = await shrinkPhoto(file)
      const body = {
        name: `${say('photo.name', { time: sayTime(houseNow(), 'both') })}.jpg`,
        type: 'image/jpeg' as const,
        data,
      }
      const about = { matter: share.ticketId, label: say('tap.photo', { item: share.item }) }
      await tapOn(attachFile, { params: { id: share.ticketId }, body }, about)
    } catch {
      setRefusal(say('photo.unreadable'))
    } finally {
      setBusy(false)
      input.value = ''
    }
  }
  return (
    <div className="t-field">
      <input
        id={id}
        className="t-camera"
        type="file"
        accept="image/*"
        capture="environment"
        disabled={isBusy}
        onChange={event => void take(event.currentTarget)}
      />
      <label htmlFor={id} className="t-button" data-kind="plain" aria-busy={isBusy}>
        {say(isBusy ? 'photo.adding' : 'say.photo')}
      </label>
      <Refusal text={refusal} />
    </div>
  )
}
