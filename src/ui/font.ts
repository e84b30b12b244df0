/**
 * The web font (思源黑体), after the first painting and only where the device cannot draw Chinese by itself: a patient's phone
 * never loads it, an old desk machine or a browser test without fonts does, by the parts that its text needs.
 */
export function bringFontIfMissing(): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (!drawsChinese()) void import('@fontsource-variable/noto-sans-sc/wght.css')
    }),
  )
}

function drawsChinese(): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return true
  const draw = (letter: string) => {
    pen.clearRect(0, 0, 24, 24)
    pen.font = '20px "PingFang SC", "Microsoft YaHei", sans-serif'
    pen.fillText(letter, 2, 20)
    return pen.getImageData(0, 0, 24, 24).data.join(',')
  }
  // A letter that no font has shows what this device draws for the missing.
  return draw('医') !== draw('\u{FFFFE}')
}
