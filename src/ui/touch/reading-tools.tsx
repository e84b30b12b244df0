import { useEffect, useState, useSyncExternalStore } from 'react'
import { language, useWords } from '#ui/language.ts'
import { nextSize, onReading, reading, setReading } from '#ui/reading.ts'
import { houseVoice } from '#ui/voice.ts'
import { Button } from './button.tsx'
import { touchWords } from './words.ts'

/** 大字 · 高对比 · 朗读 · 打印: how this person likes to read, remembered on the device. */
export function ReadingTools({ readAloud }: { readonly readAloud?: () => string }) {
  const say = useWords(touchWords)
  const { size, contrast } = useSyncExternalStore(onReading, reading)
  return (
    <div className="t-tools screen-only" role="group" aria-label={say('read.tools')}>
      <Button kind="quiet" onPress={() => setReading({ size: nextSize(size) })}>
        {say(`read.size-${size}`)}
      </Button>
      <Button
        kind="quiet"
        isPressed={contrast === 'high'}
        onPress={() => setReading({ contrast: contrast === 'high' ? 'standard' : 'high' })}
      >
        {say('read.contrast')}
      </Button>
      {readAloud && <ReadAloud text={readAloud} />}
      <Button kind="quiet" onPress={() => print()}>
        {say('read.print')}
      </Button>
    </div>
  )
}

/** Reads the page aloud; not there where the device has no voice for the language. */
export function ReadAloud({ text }: { readonly text: () => string }) {
  const say = useWords(touchWords)
  const voice = houseVoice()
  const canRead = useSyncExternalStore(voice.changed, () => voice.canRead(language()))
  const [isReading, setReadingNow] = useState(false)
  useEffect(() => () => voice.stop(), [voice])
  if (!canRead) return null
  const press = async () => {
    if (isReading) return voice.stop()
    setReadingNow(true)
    await voice.read(text(), language())
    setReadingNow(false)
  }
  return (
    <Button kind="quiet" isPressed={isReading} onPress={press}>
      {say(isReading ? 'read.stop' : 'read.aloud')}
    </Button>
  )
}
