import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useLatest } from '#ui/use-latest.ts'

use([LineChart, BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const text = () => ({ color: token('--ink-2'), fontFamily: token('--face'), fontSize: 12 })

interface ChartProps {
  readonly said: string
  readonly height: number
  readonly options: () => Record<string, unknown>
  readonly onPress: (series: string, index: number) => void
}

/** One drawing; the table beside it says the same to those who do not see it. */
function Chart({ said, height, options, onPress }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const press = useLatest(onPress)
  useEffect(() => {
    if (box.current === null) return
    const drawn = init(box.current, null, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', event => press.current(String(event.seriesId ?? event.seriesName), event.dataIndex))
    const watcher = new ResizeObserver(() => drawn.resize())
    watcher.observe(box.current)
    return () => {
      watcher.disconnect()
      drawn.dispose()
      chart.current = null
    }
  }, [press])
  useEffect(() => chart.current?.setOption(options()), [options])
  return <div ref={box} role="img" aria-label={said} style={{ height }} />
}

const STILL = { animation: false }

interface HoursProps {
  readonly said: string
  readonly hours: readonly { readonly hour: number; readonly opened: number; readonly closed: number }[]
  /** Hours after this one are to come and have no point. */
  readonly until: number
  readonly names: readonly [opened: string, closed: string]
  readonly onPress: (figure: 'opened' | 'closed', hour: number) => void
}

/** Arrivals against closures by hour (每小时受理与办结). */
export function HoursChart({ said, hours, until, names, onPress }: HoursProps) {
  const options = () => ({
    ...STILL,
    textStyle: text(),
    grid: { left: 32, right: 12, top: 32, bottom: 24 },
    legend: { top: 0, left: 0, textStyle: text(), icon: 'roundRect', itemHeight: 3 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: hours.map(one => one.hour), axisLabel: text(), axisTick: { show: false } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: text(), splitLine: { lineStyle: { color: token('--line') } } },
    series: [
      { id: 'opened', name: names[0], color: token('--jade'), lineStyle: { width: 2 }, symbol: 'circle' },
      { id: 'closed', name: names[1], color: token('--soon'), lineStyle: { width: 2, type: 'dashed' }, symbol: 'rect' },
    ].map((series, index) => ({
      ...series,
      type: 'line',
      symbolSize: 7,
      data: hours.map(one => (one.hour > until ? null : index === 0 ? one.opened : one.closed)),
    })),
  })
  return (
    <Chart
      said={said}
      height={220}
      options={options}
      onPress={(series, index) => onPress(series === 'closed' ? 'closed' : 'opened', hours[index]?.hour ?? 0)}
    />
  )
}

interface ReasonsProps {
  readonly said: string
  readonly reasons: readonly { readonly reason: string; readonly label: string; readonly count: number }[]
  readonly onPress: (reason: string) => void
}

/** Reasons of lateness (超时原因), the most frequent on top. */
export function ReasonsChart({ said, reasons, onPress }: ReasonsProps) {
  const options = () => ({
    ...STILL,
    textStyle: text(),
    grid: { left: 8, right: 40, top: 4, bottom: 4, containLabel: true },
    tooltip: { trigger: 'item' },
    xAxis: { type: 'value', show: false, minInterval: 1 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: reasons.map(one => one.label),
      axisLabel: { ...text(), width: 120, overflow: 'break' },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    series: [
      {
        id: 'late',
        type: 'bar',
        barMaxWidth: 18,
        color: token('--late'),
        label: { show: true, position: 'right', ...text() },
        data: reasons.map(one => one.count),
      },
    ],
  })
  return (
    <Chart
      said={said}
      height={Math.max(80, 36 * reasons.length + 8)}
      options={options}
      onPress={(_, index) => onPress(reasons[index]?.reason ?? '')}
    />
  )
}
