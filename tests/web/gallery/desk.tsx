import { Button, Input } from 'antd'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem } from '#ui/client.ts'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { AppFrame } from '#ui/desk/app-frame.tsx'
import { DeskRoot } from '#ui/desk/desk-root.tsx'
import { Glow } from '#ui/desk/glow.tsx'
import { Masked } from '#ui/desk/masked.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { Qr } from '#ui/qr.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { bringFontIfMissing } from '#ui/font.ts'
import { startLanguage } from '#ui/language.ts'
import { startReading } from '#ui/reading.ts'
import { clocks } from './clocks.ts'
import '#ui/tokens.css'

const broken = new ApiProblem('internal', 500, '系统出错，您的操作没有保存，请稍后重试', { instance: 'req-3f' })
const stale = new ApiProblem('stale-version', 409, '刚刚有人修改过，请看最新内容后再操作')

const MATTERS = [
  ['陈*英 医保报销材料补盖章', '医保科 · 收费处', clocks.late],
  ['林*福 轮椅借用', '服务中心', clocks.soon],
  ['John D*** 英文诊断证明', '医务科', clocks.waiting],
  ['黄* 出院带药说明', '药学部', clocks.running],
] as const

function Gallery() {
  const [at, setAt] = useState(0)
  const [version, setVersion] = useState(1)
  const [done, setDone] = useState<string[]>([])
  useShortcut('j', '下一件', () => setAt(now => Math.min(now + 1, MATTERS.length - 1)))
  useShortcut('k', '上一件', () => setAt(now => Math.max(now - 1, 0)))
  useShortcut('mod+enter', '发送', () => setDone(all => [...all, '发送']))
  useShortcut('/', '查找', () => document.querySelector<HTMLInputElement>('.d-search input')?.focus())

  const list = MATTERS.map(([title, where, clock], row) => (
    <article key={title} className="d-row" aria-current={row === at ? 'true' : undefined}>
      <div>
        <ClockChip clocks={[clock, clocks.promise, clocks.done]} />
      </div>
      <strong>{title}</strong>
      <span className="d-hint">{where}</span>
    </article>
  ))
  return (
    <AppFrame
      menu={
        <>
          <a href="#one" aria-current="page">
            工单
          </a>
          <a href="#two">值守</a>
          <a href="#three">患者</a>
        </>
      }
      search={<Input placeholder="姓名 拼音 电话 证件 卡号 单号" aria-label="查找" suffix={<kbd>/</kbd>} />}
      onNew={() => setVersion(version + 1)}
      person={{ name: '王芳', post: '综合服务岗', position: '3 号工位' }}
      personActs={[
        { key: 'switch', label: '换人', act: () => {} },
        { key: 'out', label: '退出登录', act: () => {}, isApart: true },
      ]}
    >
      <Panes
        list={{ label: '事项', head: <strong>我的 12 · 临期 2 · 超时 1</strong>, content: list }}
        thread={{
          label: '经过',
          head: (
            <>
              <h1 style={{ display: 'inline', fontSize: 16 }}>TK-0712 多部门诉求 · 医保材料补盖章</h1>{' '}
              <ClockChip clocks={[clocks.soon]} /> <ClockChip clocks={[clocks.waiting]} />{' '}
              <ClockChip clocks={[clocks.done]} />
            </>
          ),
          content: (
            <>
              <Glow version={version}>
                <p>10:02 登记　患者原话「医保那边说少一个章」</p>
              </Glow>
              <Notice tone="soon">等待患者 10 分（原因：取身份证）</Notice>
              <Refused problem={stale} />
              <Failure problem={broken} onRetry={() => {}} />
              <RowsLoading rows={2} />
              <Empty act={<Button>新建一件</Button>}>今天还没有事项。患者来了，按 N 登记。</Empty>
            </>
          ),
          foot: (
            <>
              <Input.TextArea aria-label="写进展" placeholder="写进展" autoSize />
              <output>{done.join(' ')}</output>
            </>
          ),
        }}
        aside={{
          label: '患者与下一步',
          head: <strong>陈*英　78 岁　女</strong>,
          content: (
            <>
              <Masked
                label="手机号"
                value="138****8000"
                reasons={['回拨患者', '核对身份']}
                onUnmask={async () => '13800138000'}
              />
              <Qr text="http://localhost:8080/p#a-signed-link" label="患者进度页" />
            </>
          ),
          foot: (
            <Button type="primary" block>
              完成并请患者确认
            </Button>
          ),
        }}
      />
    </AppFrame>
  )
}

startLanguage()
startReading('desk')
createRoot(document.getElementById('app') as HTMLElement).render(
  <DeskRoot>
    <Gallery />
  </DeskRoot>,
)
bringFontIfMissing()
