import { setLanguage, useLanguage, useWords } from '#ui/language.ts'
import { Button } from './button.tsx'
import { touchWords } from './words.ts'

/** The other language (语言), named in itself. */
export function LanguageSwitch() {
  const say = useWords(touchWords)
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <div className="screen-only" lang={other}>
      <Button kind="quiet" onPress={() => setLanguage(other)}>
        {say('frame.language')}
      </Button>
    </div>
  )
}
