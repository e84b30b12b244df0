const STORED_AS = 'yiguanjia.sound'

export function soundIsOn(): boolean {
  try {
    return localStorage.getItem(STORED_AS) !== 'off'
  } catch {
    return true
  }
}

export function setSound(isOn: boolean): void {
  try {
    localStorage.setItem(STORED_AS, isOn ? 'on' : 'off')
  } catch {
    // Kept for this page only.
  }
  if (isOn) chime()
}

const NOTES = [880, 1_175]
const LENGTH = 0.18
const LOUDNESS = 0.08

/** Two soft notes; silent where the browser has not been touched yet. */
export function chime(): void {
  if (!soundIsOn() || !navigator.userActivation?.hasBeenActive) return
  const context = new AudioContext()
  NOTES.forEach((frequency, index) => {
    const from = context.currentTime + index * LENGTH
    const tone = new OscillatorNode(context, { frequency, type: 'sine' })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(LOUDNESS, from)
    volume.gain.exponentialRampToValueAtTime(0.0001, from + LENGTH)
    tone.connect(volume).connect(context.destination)
    tone.start(from)
    tone.stop(from + LENGTH)
    if (index === NOTES.length - 1) tone.addEventListener('ended', () => void context.close())
  })
}
