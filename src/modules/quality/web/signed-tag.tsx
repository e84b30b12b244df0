import type { Answer } from '#kernel/endpoint.ts'
import { useWords } from '#ui/language.ts'
import type { listReports } from '../contract.ts'
import { qualityWords } from './words.ts'

type Row = Answer<typeof listReports>['items'][number]

/** Who signed a report, or that somebody should (签字状态). */
export function SignedTag({
  row,
}: {
  readonly row: Pick<Row, 'signed' | 'signedBefore' | 'flagged' | 'approved' | 'kind'>
}) {
  const say = useWords(qualityWords)
  if (row.approved) return <Tag tone="done">{say('report.approved', { name: row.approved.by.name })}</Tag>
  if (row.signed) return <Tag tone="done">{say('report.signed', { name: row.signed.by.name })}</Tag>
  if (row.signedBefore) return <Tag tone="plain">{say('report.signed-before')}</Tag>
  if (row.flagged) return <Tag tone="late">{say('report.flagged')}</Tag>
  return <Tag tone="soon">{say('report.unsigned')}</Tag>
}
const Tag = ({ tone, children }: { readonly tone: string; readonly children: string }) => (
  <span className="d-tag" data-tone={tone}>
    {children}
  </span>
)
