import '#ui/touch/old-phones.ts'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem } from '#ui/client.ts'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { bringFontIfMissing } from '#ui/font.ts'
import { startLanguage } from '#ui/language.ts'
import { startReading } from '#ui/reading.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card, Facts } from '#ui/touch/card.tsx'
import { Choice, Choices } from '#ui/touch/choice.tsx'
import { Dialog } from '#ui/touch/dialog.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Failure, Loading, Notice } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import { SignaturePad } from '#ui/touch/signature-pad.tsx'
import { Steps } from '#ui/touch/steps.tsx'
import { setHouseVoice } from '#ui/voice.ts'
import { clocks } from './clocks.ts'
import '#ui/tokens.css'

const read: string[] = []
Object.assign(window, { read })
const today = (time: string) => new Date(`2026-11-21T${time}:00+08:00`).toISOString()

function Gallery() {
  const [isSigning, setSigning] = useState(false)
  const [signed, setSigned] = useState('')
  const [phone, setPhone] = useState('')
  const [reason, setReason] = useState<'busy' | 'other' | null>(null)
  const [wishes, setWishes] = useState<readonly ('call' | 'text')[]>(['text'])
  const isLiaison = location.hash === '#liaison'
  return (
    <Page
      brand="同安医院 · 一站式服务中心"
      title={isLiaison ? '医保科的事项' : '您的事项：医保报销材料补盖章'}
      help={{ name: '王芳', phone: '0592-7120120' }}
      tools={
        <Button kind="quiet" onPress={() => {}}>
          English
        </Button>
      }
      acts={
        <ActRow>
          <Button onPress={() => {}}>我需要帮助</Button>
          <Button kind="main" onPress={() => setSigning(true)}>
            事情办好了，确认
          </Button>
        </ActRow>
      }
    >
      {isLiaison ? (
        <>
          <Card
            title="陈*英 · 1 号楼 2 层 收费处 · 补盖章"
            tone="late"
            aside={<ClockChip clocks={[clocks.late, clocks.promise]} />}
            onOpen={() => setSigning(true)}
          >
            <span>10:02 由一站式服务中心派来，11:30 前要答复患者</span>
          </Card>
          <Card title="林*福 · 门诊大厅 · 轮椅借用" aside={<ClockChip clocks={[clocks.waiting]} />} onOpen={() => {}} />
          <Field
            label="手机号"
            value={phone}
            onText={setPhone}
            kind="tel"
            hint="11 位"
            refusal={phone ? undefined : '请填写手机号'}
          />
          <Field label="补充说明" value="" onText={() => {}} kind="long" isOptional />
          <Choice
            label="退回原因"
            options={[
              { value: 'busy', label: '不归本科室', hint: '请写明应归哪个科室' },
              { value: 'other', label: '材料不全' },
            ]}
            value={reason}
            onChoose={setReason}
          />
          <Choices
            label="怎样通知您"
            options={[
              { value: 'call', label: '打电话' },
              { value: 'text', label: '发短信' },
            ]}
            values={wishes}
            onChoose={setWishes}
          />
          <Button kind="main" isBusy onPress={() => {}}>
            正在提交
          </Button>
          <Button onPress={() => {}} offBecause="先选原因">
            退回
          </Button>
          <Failure problem={new ApiProblem('unreachable', 0, '连不上服务器，请检查网络后重试')} onRetry={() => {}} />
          <Loading rows={3} />
        </>
      ) : (
        <>
          <Steps
            label="进度"
            steps={[
              { label: '已受理', state: 'done', at: today('10:02') },
              { label: '科室办理中', state: 'now' },
              { label: '请您确认', state: 'next' },
              { label: '办结', state: 'next' },
            ]}
          />
          <Facts
            facts={[
              ['现在由', '医保科 办理'],
              ['我们答应', '15:20 前给您答复'],
              ['负责到底的人', '王芳'],
            ]}
          />
          {signed && <Notice tone="done">{signed}</Notice>}
          <ReadingTools readAloud={() => '您的事项由医保科办理，15:20 前给您答复。'} />
        </>
      )}
      {isSigning && (
        <Dialog title="请您签名确认" onClose={() => setSigning(false)}>
          <SignaturePad
            onSigned={path => {
              setSigned(`已签名（${path.slice(0, 1)}）`)
              setSigning(false)
            }}
            otherWay={{
              label: '不方便签字，口头确认',
              onChoose: () => {
                setSigned('已口头确认')
                setSigning(false)
              },
            }}
          />
        </Dialog>
      )}
    </Page>
  )
}

setHouseVoice({
  canRead: language => language === 'zh' && location.search === '?voice',
  changed: () => () => {},
  read: async text => void read.push(text),
  stop: () => {},
})
startLanguage()
startReading(location.hash === '#liaison' ? 'phone' : 'patient')
createRoot(document.getElementById('app') as HTMLElement).render(<Gallery />)
bringFontIfMissing()
