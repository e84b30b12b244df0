import { Modal, Switch } from 'antd'
import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Keys, setSingleKeys, type Shortcut, ShortcutLayer, singleKeysOn } from './shortcuts.tsx'
import { deskWords } from './words.ts'

/** What `?` shows: the keys of this screen, and the switch for single letters. */
export function KeysDialog({
  shortcuts: shown,
  onClose,
}: {
  readonly shortcuts: readonly Shortcut[]
  readonly onClose: () => void
}) {
  const say = useWords(deskWords)
  const [isOn, setOn] = useState(singleKeysOn)
  const set = (on: boolean) => {
    setOn(on)
    setSingleKeys(on)
  }
  return (
    <Modal open title={say('keys.title')} footer={null} onCancel={onClose} width={520}>
      <ShortcutLayer>
        <dl className="d-key-list">
          {shown.map(({ keys, label }) => (
            <div key={keys}>
              <dt>
                <Keys keys={keys} />
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
        <label className="d-switch">
          <Switch checked={isOn} onChange={set} size="small" /> {say('keys.single')}
        </label>
        <p className="d-hint">{say('keys.single-hint')}</p>
      </ShortcutLayer>
    </Modal>
  )
}
