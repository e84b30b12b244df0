import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ReasonDialog } from '#modules/staff/web/reason.dialog.tsx'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { approveReport, correctReport, exportReport, listReports, openReport, signReport } from '../contract.ts'
import type { Pressed, Report } from './figure.ts'
import { FigureDrawer } from './figure.drawer.tsx'
import { SectionTable } from './section-table.tsx'
import { SignedTag } from './signed-tag.tsx'
import { saveFile } from '#ui/file.ts'
import { qualityWords } from './words.ts'

interface ReportViewProps {
  readonly id: string
  /** Another version, or another report. */
  readonly onOther: (id: string) => void
}

/** One frozen report (一份报告): its figures, who signed it, and what may be done with it. */
export function ReportView({ id, onOther }: ReportViewProps) {
  const say = useWords(qualityWords)
  const { hospital } = useSession()
  const { answer, problem, again } = useAnswer(
    openReport,
    { params: { id } },
    { live: { subject: 'report', id: null } },
  )
  const [pressed, setPressed] = useState<Pressed | null>(null)
  if (!answer)
    return (
      <div className="qy-report">
        {problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={8} />}
      </div>
    )
  const day = answer.kind === 'day' ? answer.day : answer.day.slice(0, 7)
  return (
    <div className="qy-report">
      <div>
        <h1>
          {hospital.name} {say(`reports.${answer.kind}`)} <span className="figures">{day}</span>
        </h1>
        <p className="qy-acts">
          <SignedTag row={answer} />
          <span className="d-hint">
            {say('report.version', { version: answer.version })} · {say(`because.${answer.because}`)} ·{' '}
            {say('report.drafted', { time: sayTime(answer.draftedAt, 'both') })}
          </span>
        </p>
      </div>
      <Acts report={answer} onOther={onOther} />
      {!answer.complete && (
        <Notice tone="soon">{say(answer.kind === 'day' ? 'report.partial' : 'report.partial-month')}</Notice>
      )}
      {answer.reason && <p>{say('report.reason', { reason: answer.reason })}</p>}
      {answer.remarks && <p>{say('report.remarks', { remarks: answer.remarks })}</p>}
      {answer.sections.map(section => (
        <SectionTable key={section.id} section={section} onPress={at => setPressed({ ...at, report: answer.id })} />
      ))}
      {answer.absent.length > 0 && (
        <p className="d-hint">{say('report.absent', { names: answer.absent.join('、') })}</p>
      )}
      <Versions report={answer} onOther={onOther} />
      <p className="qy-print-only">
        {answer.signed
          ? `${say('report.signed', { name: answer.signed.by.name })} ${sayTime(answer.signed.at, 'both')}`
          : say('report.print-signature')}
      </p>
      {pressed && <FigureDrawer pressed={pressed} onClose={() => setPressed(null)} />}
    </div>
  )
}

function Versions({ report, onOther }: { readonly report: Report; readonly onOther: (id: string) => void }) {
  const say = useWords(qualityWords)
  if (report.versions.length < 2) return null
  return (
    <p className="qy-acts qy-versions">
      {say('report.versions')}
      {report.versions.map(one => (
        <button
          key={one.id}
          type="button"
          className="qy-link"
          aria-current={one.id === report.id}
          disabled={one.id === report.id}
          onClick={() => onOther(one.id)}
        >
          {say('report.version', { version: one.version })}（{sayTime(one.draftedAt, 'both')}）
        </button>
      ))}
    </p>
  )
}

function Acts({ report, onOther }: { readonly report: Report; readonly onOther: (id: string) => void }) {
  const say = useWords(qualityWords)
  const queries = useQueryClient()
  const [dialog, setDialog] = useState<'sign' | 'correct' | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: [listReports.id] })
    void queries.invalidateQueries({ queryKey: [openReport.id] })
  }
  const approve = useSend(approveReport, refresh)
  const file = useSend(exportReport, made => setSaved(saveFile(made)))
  const params = { id: report.id }
  const may = (act: Report['may'][number]) => report.may.includes(act)
  return (
    <>
      <div className="qy-acts">
        {may('sign') && (
          <Button type="primary" onClick={() => setDialog('sign')}>
            {say('report.sign')}
          </Button>
        )}
        {may('approve') && (
          <Button type="primary" loading={approve.isSending} onClick={() => void approve.send({ params, body: {} })}>
            {say('report.approve')}
          </Button>
        )}
        {may('correct') && <Button onClick={() => setDialog('correct')}>{say('report.correct')}</Button>}
        {may('export') &&
          (['word', 'excel', 'csv'] as const).map(kind => (
            <Button
              key={kind}
              disabled={file.isSending}
              onClick={() => void file.send({ params, body: { as: AS[kind] } })}
            >
              {say('report.export')} {say(`report.export-${kind}`)}
            </Button>
          ))}
        <Button onClick={() => window.print()}>{say('report.print')}</Button>
      </div>
      <Refused problem={approve.problem ?? file.problem} />
      {saved && <Notice tone="done">{say('report.exported', { name: saved })}</Notice>}
      {dialog === 'sign' && <SignDialog report={report} onDone={refresh} onClose={() => setDialog(null)} />}
      {dialog === 'correct' && (
        <CorrectDialog
          report={report}
          onDone={id => {
            refresh()
            onOther(id)
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
const AS = { word: 'docx', excel: 'xlsx', csv: 'csv' } as const

interface DialogProps<Done> {
  readonly report: Report
  readonly onDone: Done
  readonly onClose: () => void
}

function SignDialog({ report, onDone, onClose }: DialogProps<() => void>) {
  const say = useWords(qualityWords)
  const [remarks, setRemarks] = useState('')
  const sender = useSend(signReport, () => {
    onDone()
    onClose()
  })
  return (
    <StaffDialog
      title={say('report.sign-title')}
      sender={sender}
      sendLabel={say('report.sign')}
      onSend={() => void sender.send({ params: { id: report.id }, body: { remarks: remarks.trim() || null } })}
      onClose={onClose}
    >
      <p>{say('report.sign-after')}</p>
      <Field label={say('report.remarks-label')} isOptional refusal={sender.problem?.at('remarks')}>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={3}
            maxLength={1000}
            value={remarks}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            onChange={event => setRemarks(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}

function CorrectDialog({ report, onDone, onClose }: DialogProps<(id: string) => void>) {
  const say = useWords(qualityWords)
  const sender = useSend(correctReport, made => {
    onClose()
    onDone(made.id)
  })
  return (
    <ReasonDialog
      title={say('report.correct-title')}
      after={say('report.correct-after')}
      sender={sender}
      sendLabel={say('report.correct')}
      onSend={reason => void sender.send({ params: { id: report.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}
