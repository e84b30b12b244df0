import type { Answer } from '#kernel/endpoint.ts'
import { ScrollTable } from '#ui/desk/scroll-table.tsx'
import { Empty } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import type { readBackups } from '../contract.ts'
import { zh } from './text.zh.ts'
import { backupWords } from './words.ts'

export type Backups = Answer<typeof readBackups>

/** 12.3 MB. */
const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** Each backup, the newest first. */
export function Log({ backups }: { readonly backups: Backups }) {
  const say = useWords(backupWords)
  const why = (reason: string) => {
    const key = `reason.${reason}`
    return say(key in zh ? (key as 'reason.error') : 'reason.error')
  }
  const headings = (['time', 'kind', 'state', 'size', 'rows', 'key', 'file'] as const).map(one => say(`log.${one}`))
  return (
    <section>
      <h2>{say('log.title')}</h2>
      {backups.backups.length === 0 ? (
        <Empty>{say('log.none')}</Empty>
      ) : (
        <ScrollTable title={say('log.title')} headings={headings}>
          {backups.backups.map(one => (
            <tr key={one.id}>
              <td className="figures">{sayTime(one.startedAt, 'both')}</td>
              <td>{say(`kind.${one.kind}`)}</td>
              <td className="bk-state" data-state={one.state}>
                {say(`state.${one.state}`)}
                {one.reason !== null && `（${why(one.reason)}）`}
              </td>
              <td className="figures">{one.bytes === null ? '' : sizeOf(one.bytes)}</td>
              <td className="figures">{one.rows?.toLocaleString() ?? ''}</td>
              <td className="figures">{one.key ?? ''}</td>
              <td className="bk-path">{nameOf(one.file)}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  )
}

/** Each restore on trial, and the command that makes one. */
export function Tests({ backups }: { readonly backups: Backups }) {
  const say = useWords(backupWords)
  const newest = backups.backups.find(one => one.state === 'done')
  const headings = (['time', 'backup', 'result', 'rows', 'seconds', 'file'] as const).map(one => say(`tests.${one}`))
  return (
    <section>
      <h2>{say('tests.title')}</h2>
      <p className="d-hint">{say('tests.command')}</p>
      <pre className="bk-command" tabIndex={0}>
        npm run restore -- {newest?.file ?? `${backups.folder}/….backup`} --check
      </pre>
      {backups.tests.length === 0 ? (
        <Empty>{say('tests.none')}</Empty>
      ) : (
        <ScrollTable title={say('tests.title')} headings={headings}>
          {backups.tests.map(one => (
            <tr key={one.id}>
              <td className="figures">{sayTime(one.at, 'both')}</td>
              <td className="figures">{sayTime(one.backupAt, 'both')}</td>
              <td className="bk-state" data-state={one.passed ? 'done' : 'failed'}>
                {say(one.passed ? 'tests.passed' : 'tests.failed')}
                {one.differences.length > 0 && <span className="d-hint"> {one.differences.join('；')}</span>}
              </td>
              <td className="figures">{one.rows.toLocaleString()}</td>
              <td className="figures">{one.seconds}</td>
              <td className="bk-path">{one.file}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  )
}
