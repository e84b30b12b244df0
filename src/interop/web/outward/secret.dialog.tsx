import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import type { Secret } from './clients.page.tsx'
import { outwardWords } from './words.ts'

/** A value that is taken along, with a button that copies it. */
export function Copied({ label, value }: { readonly label: string; readonly value: string }) {
  const say = useWords(outwardWords)
  const [isCopied, setCopied] = useState(false)
  return (
    <Field label={label}>
      {control => (
        <span className="io-copied">
          <input
            {...control}
            className="d-input figures"
            readOnly
            value={value}
            onFocus={event => event.target.select()}
          />
          <Button
            aria-label={`${say('clients.copy')} ${label}`}
            onClick={() => void navigator.clipboard?.writeText(value).then(() => setCopied(true))}
          >
            {say(isCopied ? 'clients.copied' : 'clients.copy')}
          </Button>
        </span>
      )}
    </Field>
  )
}

/** The secret of an account (密钥), shown once. */
export function ShownSecret({ secret, onClose }: { readonly secret: Secret; readonly onClose: () => void }) {
  const say = useWords(outwardWords)
  return (
    <Modal
      open
      title={say('clients.shown-title', { name: secret.client.name })}
      width={560}
      mask={{ closable: false }}
      closable={false}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('clients.done')}
        </Button>
      }
    >
      <div className="d-form">
        <p>{say('clients.shown-lead')}</p>
        <Copied label={say('clients.id')} value={secret.client.id} />
        <Copied label={say('clients.shown-secret')} value={secret.secret} />
      </div>
    </Modal>
  )
}
