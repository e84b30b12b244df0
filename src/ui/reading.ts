/** How a patient likes to read (适老化): the size of the type and the contrast, remembered on the device. */
export type ReadingSize = 'standard' | 'large' | 'largest'
export interface Reading {
  readonly size: ReadingSize
  readonly contrast: 'standard' | 'high'
}

const STORED_AS = 'yiguanjia.reading'
const SIZES: readonly string[] = ['standard', 'large', 'largest'] satisfies ReadingSize[]
const listeners = new Set<() => void>()
let current: Reading = { size: 'standard', contrast: 'standard' }

/** Reads the remembered choice and shows it; called once before the first drawing, with the distance of the app. */
export function startReading(distance: 'desk' | 'phone' | 'patient' | 'kiosk' | 'board'): void {
  document.documentElement.dataset['distance'] = distance
  try {
    const [size = '', contrast] = (localStorage.getItem(STORED_AS) ?? '').split(' ')
    if (SIZES.includes(size))
      current = { size: size as ReadingSize, contrast: contrast === 'high' ? 'high' : 'standard' }
  } catch {
    // A browser that keeps nothing starts from the standard.
  }
  show()
}

export const reading = (): Reading => current

export function setReading(chosen: Partial<Reading>): void {
  current = { ...current, ...chosen }
  try {
    localStorage.setItem(STORED_AS, `${current.size} ${current.contrast}`)
  } catch {
    // Kept for this page only.
  }
  show()
  for (const listener of listeners) listener()
}

/** Forgets how the last person liked to read, on the screen and on the device: a kiosk is everybody's. */
export function forgetReading(): void {
  setReading({ size: 'standard', contrast: 'standard' })
  try {
    localStorage.removeItem(STORED_AS)
  } catch {
    // Nothing was kept.
  }
}

/** The size after this one, round and round. */
export const nextSize = (size: ReadingSize): ReadingSize =>
  (({ standard: 'large', large: 'largest', largest: 'standard' }) as const)[size]

export const onReading = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function show(): void {
  const { dataset } = document.documentElement
  dataset['reading'] = current.size
  dataset['contrast'] = current.contrast
}
