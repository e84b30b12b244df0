import type { Random } from '../random.ts'

/** A signature as a finger draws it on a screen (手写签名): a few strokes, as an SVG path. */
export function signature(random: Random): string {
  const strokes = Array.from({ length: random.whole(3, 5) }, (_, stroke) => {
    let x = 20 + stroke * 55 + random.whole(0, 20)
    let y = random.whole(30, 70)
    const points = Array.from({ length: random.whole(5, 9) }, () => {
      x += random.whole(-6, 16)
      y = Math.min(110, Math.max(8, y + random.whole(-18, 18)))
      return `${x} ${y}`
    })
    return `M${points[0]} ${points
      .slice(1)
      .map(point => `L${point}`)
      .join(' ')}`
  })
  return strokes.join(' ')
}
