/** Reading aloud (朗读), behind an interface: many devices have no Chinese voice, and then nothing is offered. */
export interface Voice {
  /** Can this device read the language now? Voices may come late; `changed` says when to ask again. */
  canRead(language: string): boolean
  changed(listener: () => void): () => void
  /** Reads the sentences; resolves when finished or stopped. */
  read(text: string, language: string): Promise<void>
  stop(): void
}

const synthesis = (): SpeechSynthesis | undefined => globalThis.speechSynthesis

const voiceFor = (language: string): SpeechSynthesisVoice | undefined =>
  synthesis()
    ?.getVoices()
    .find(voice => voice.lang.replace('_', '-').toLowerCase().startsWith(language.toLowerCase()))

/** The device's own voice. */
export const deviceVoice: Voice = {
  canRead: language => voiceFor(language) !== undefined,
  changed: listener => {
    synthesis()?.addEventListener('voiceschanged', listener)
    return () => synthesis()?.removeEventListener('voiceschanged', listener)
  },
  read: (text, language) =>
    new Promise(resolve => {
      const voices = synthesis()
      if (!voices) return resolve()
      voices.cancel()
      const speech = new SpeechSynthesisUtterance(text)
      speech.voice = voiceFor(language) ?? null
      speech.lang = language === 'zh' ? 'zh-CN' : language
      // Slower than the usual: the listener is often old.
      speech.rate = 0.85
      for (const end of ['end', 'error']) speech.addEventListener(end, () => resolve())
      voices.speak(speech)
    }),
  stop: () => synthesis()?.cancel(),
}

let voice: Voice = deviceVoice
export const houseVoice = (): Voice => voice
/** Another voice instead of the device's: a recording service, or a silent one in tests. */
export const setHouseVoice = (other: Voice): void => {
  voice = other
}
