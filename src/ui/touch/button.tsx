import type { ReactNode } from 'react'
import './touch.css'

interface Look {
  /** One `main` a screen. */
  readonly kind?: 'main' | 'plain' | 'danger' | 'quiet'
  readonly children: ReactNode
  readonly label?: string
}
interface Press extends Look {
  readonly onPress: () => unknown
  readonly isBusy?: boolean
  /** Why it cannot be pressed now; it stays reachable and says so. */
  readonly offBecause?: string | null
  readonly isPressed?: boolean
  readonly submits?: boolean
}

/** A button of at least 48 px, 60 in elder mode. Pressed while busy, it does nothing. */
export function Button({ kind = 'plain', children, label, onPress, isBusy, offBecause, isPressed, submits }: Press) {
  const isOff = Boolean(isBusy || offBecause)
  return (
    <button
      type={submits ? 'submit' : 'button'}
      className="t-button"
      data-kind={kind}
      aria-label={label}
      aria-busy={isBusy ? true : undefined}
      aria-disabled={isOff ? true : undefined}
      aria-pressed={isPressed}
      title={offBecause ?? undefined}
      onClick={event => {
        if (isOff) event.preventDefault()
        else if (!submits) void onPress()
      }}
    >
      {children}
    </button>
  )
}

/** A link that looks like a button: a page, or a telephone number as `tel:`. */
export function LinkButton({ kind = 'plain', children, label, href }: Look & { readonly href: string }) {
  return (
    <a className="t-button" data-kind={kind} aria-label={label} href={href}>
      {children}
    </a>
  )
}
