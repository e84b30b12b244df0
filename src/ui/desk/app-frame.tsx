import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { setLanguage, useLanguage, useWords } from '#ui/language.ts'
import { Keys, useShortcut } from './shortcuts.tsx'
import { deskWords } from './words.ts'

export interface FrameAct {
  readonly key: string
  readonly label: string
  readonly act: () => void
  readonly isApart?: boolean
}
interface AppFrameProps {
  /** Links to the screens that this person may open; the router's own links. */
  readonly menu: ReactNode
  readonly search: ReactNode
  /** The act of making something new, where this person may. */
  readonly onNew?: (() => void) | null
  readonly newLabel?: string
  readonly person: { readonly name: string; readonly post: string; readonly position: string | null }
  /** Quick switch, another post, sign out. */
  readonly personActs: readonly FrameAct[]
  /** A sentence across the page: stale data, a drill. */
  readonly notice?: ReactNode
  readonly children: ReactNode
}

/** The frame of the desk: brand, menu, the one search box, 新建, and who sits at which position. */
export function AppFrame({ menu, search, onNew, newLabel, person, personActs, notice, children }: AppFrameProps) {
  const say = useWords(deskWords)
  useShortcut('n', newLabel ?? say('frame.new'), () => onNew?.(), !onNew)
  return (
    <div className="d-frame">
      <a className="d-skip" href="#main">
        {say('frame.skip')}
      </a>
      <header className="d-head">
        <span className="d-brand">{say('frame.brand')}</span>
        <nav className="d-menu" aria-label={say('frame.main')}>
          {menu}
        </nav>
        <div className="d-search">{search}</div>
        {onNew && (
          <Button type="primary" onClick={onNew} aria-keyshortcuts="N">
            {newLabel ?? say('frame.new')} <Keys keys="n" />
          </Button>
        )}
        <PersonMenu person={person} acts={personActs} />
      </header>
      {notice}
      <main id="main" className="d-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function PersonMenu({
  person,
  acts,
}: {
  readonly person: AppFrameProps['person']
  readonly acts: readonly FrameAct[]
}) {
  const say = useWords(deskWords)
  const items = acts.flatMap(({ key, label, act, isApart }) => [
    ...(isApart ? [{ key: `${key} line`, type: 'divider' as const }] : []),
    { key, label, onClick: act },
  ])
  const language = useLanguage()
  const change = {
    key: 'language',
    label: say('frame.language'),
    onClick: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
  }
  return (
    <Dropdown menu={{ items: [...items, { key: 'language line', type: 'divider' }, change] }} trigger={['click']}>
      <Button type="text" className="d-person">
        <span className="d-person-where">{[person.position, person.post].filter(Boolean).join(' · ')}</span>
        <strong className="d-person-name">{person.name}</strong>
      </Button>
    </Dropdown>
  )
}

/** 中文 / English, where nobody is signed in yet. */
export function LanguageSwitch() {
  const say = useWords(deskWords)
  const language = useLanguage()
  return (
    <Button
      type="link"
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      lang={language === 'zh' ? 'en' : 'zh-CN'}
    >
      {say('frame.language')}
    </Button>
  )
}
