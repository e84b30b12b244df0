import { useEffect, useState } from 'react'
import { useWords } from './language.ts'
import { uiWords } from './words.ts'

interface QrProps {
  /** What a phone reads. */
  readonly text: string
  /** What it is, in words, for those who do not see it. */
  readonly label: string
  /** Side in px, or any CSS length for paper. */
  readonly size?: number | string
}

/** A QR code, drawn by the browser; its maker is loaded when the first one is shown. */
export function Qr({ text, label, size = 168 }: QrProps) {
  const say = useWords(uiWords)
  const [code, setCode] = useState<{ side: number; path: string } | null>(null)
  useEffect(() => {
    let isWanted = true
    void import('qrcode').then(({ create }) => {
      const { modules } = create(text, { errorCorrectionLevel: 'M' })
      const dark = Array.from(modules.data, (on, at) =>
        on ? `M${at % modules.size},${Math.floor(at / modules.size)}h1v1h-1z` : '',
      )
      if (isWanted) setCode({ side: modules.size, path: dark.join('') })
    })
    return () => {
      isWanted = false
    }
  }, [text])
  const quiet = 4
  const side = (code?.side ?? 33) + quiet * 2
  return (
    <svg
      className="qr"
      width={size}
      height={size}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      role="img"
      aria-label={say('qr.label', { label })}
      aria-busy={code === null}
      shapeRendering="crispEdges"
    >
      <path d={code?.path ?? ''} />
    </svg>
  )
}
