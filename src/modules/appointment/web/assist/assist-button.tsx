import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { assistWords } from './words.ts'

/** The way in from the handheld's first page. */
export function AssistButton({ onOpen }: { readonly onOpen: () => void }) {
  const say = useWords(assistWords)
  return <Button onPress={onOpen}>{say('open')}</Button>
}
