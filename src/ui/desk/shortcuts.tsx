import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useId, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { useLatest } from '#ui/use-latest.ts'
import { deskWords } from './words.ts'

export interface Shortcut {
  readonly keys: string
  readonly label: string
  readonly layer: string
  readonly run: (event: KeyboardEvent) => void
}

const KeysDialog = lazy(() => import('./keys-dialog.tsx').then(module => ({ default: module.KeysDialog })))

const STORED_AS = 'yiguanjia.single-keys'
const shortcuts = new Set<Shortcut>()
/** Open drawers and dialogs, the newest last: only its own keys work while one is open. */
const layers: string[] = ['page']
const Layer = createContext('page')

/**
 * Registers a key while the screen is there: `n`, `/`, `shift+d`, `mod+enter` (⌘ on a Mac, Ctrl elsewhere). Single letters are
 * not heard while somebody types, nor while an input method composes.
 */
export function useShortcut(keys: string, label: string, run: (event: KeyboardEvent) => void, isOff = false): void {
  const layer = useContext(Layer)
  const act = useLatest(run)
  useEffect(() => {
    if (isOff) return
    const shortcut: Shortcut = { keys, label, layer, run: event => act.current(event) }
    shortcuts.add(shortcut)
    return () => void shortcuts.delete(shortcut)
  }, [keys, label, layer, isOff, act])
}

/** Around the inside of a drawer or dialog: while it is there, the keys of the page behind it rest. */
export function ShortcutLayer({ children }: { readonly children: ReactNode }) {
  const id = useId()
  useEffect(() => {
    layers.push(id)
    return () => void layers.splice(layers.indexOf(id), 1)
  }, [id])
  return <Layer value={id}>{children}</Layer>
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(?:checkbox|radio|button|submit)$/.test(target.type))

/** `shift` counts only where it does not already make another character, as it does in `?`. */
export function keysOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  const parts = [event.ctrlKey || event.metaKey ? 'mod' : '', event.altKey ? 'alt' : '']
  if (event.shiftKey && (key.length > 1 || /[a-z0-9]/.test(key))) parts.push('shift')
  return [...parts.filter(Boolean), key].join('+')
}

/** Are keys heard that are one letter? Whoever dictates or uses a screen reader may want them off. */
export const singleKeysOn = (): boolean => {
  try {
    return localStorage.getItem(STORED_AS) !== 'off'
  } catch {
    return true
  }
}

export const setSingleKeys = (on: boolean): void => localStorage.setItem(STORED_AS, on ? 'on' : 'off')

function hear(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return
  const keys = keysOf(event)
  const isSingle = keys.length === 1
  if (isSingle && (isTyping(event.target) || !singleKeysOn())) return
  const layer = layers.at(-1)
  const shortcut = [...shortcuts].findLast(one => one.keys === keys && one.layer === layer)
  if (!shortcut) return
  event.preventDefault()
  shortcut.run(event)
}

/** Listens for the keys of the whole desk, and shows them at `?`. */
export function ShortcutRoot({ children }: { readonly children: ReactNode }) {
  const say = useWords(deskWords)
  const [shown, setShown] = useState<readonly Shortcut[] | null>(null)
  useEffect(() => {
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
  useShortcut('?', say('keys.help'), () => setShown([...shortcuts].filter(one => one.layer === 'page')))
  return (
    <>
      {children}
      {shown && (
        <Suspense>
          <KeysDialog shortcuts={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  )
}

const SHOWN_AS: Readonly<Record<string, string>> = {
  mod: /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl',
  shift: 'Shift',
  enter: 'Enter',
  escape: 'Esc',
  arrowdown: '↓',
  arrowup: '↑',
}

/** A key as it stands on the keyboard. */
export const Keys = ({ keys }: { readonly keys: string }) => (
  <span className="d-keys">
    {keys.split('+').map(key => (
      <kbd key={key}>{SHOWN_AS[key] ?? key.toUpperCase()}</kbd>
    ))}
  </span>
)
