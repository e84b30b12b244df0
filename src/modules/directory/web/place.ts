import { useWords } from '#ui/language.ts'
import { directoryWords } from './words.ts'

interface Placed {
  readonly building: string | null
  readonly floor: string | null
  readonly room: string | null
}

/** 门诊楼 3 层 302; null when nobody has said where it is. */
export function usePlace(): (unit: Placed) => string | null {
  const say = useWords(directoryWords)
  return ({ building, floor, room }) =>
    [building, floor && say('floor', { floor }), room].filter(Boolean).join(' ') || null
}
