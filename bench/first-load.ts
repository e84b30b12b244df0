import type { Browser, BrowserContext } from 'playwright-core'

/** A slow 4G line (1.6 Mbit/s down, 150 ms there and back) and a processor four times slower than this one. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const SLOWER = 4
/** The first screen is read so many times, each with an empty cache; the median counts. */
const TIMES = 3
/** Nothing larger was painted for so long after the line became quiet. */
const SETTLED_MS = 1_500
/** The web font comes after the first painting, and only to a device without Chinese letters; this one plays a device with. */
const FONTS = ['*.woff2', '*/wght-*.css']

export interface FirstLoad {
  /** Bytes over the wire with gzip, in KB of 1024. */
  readonly kb: number
  /** Largest contentful paint. */
  readonly lcpMs: number
  readonly requests: readonly string[]
}

/** Opens `url` as a first visit over a slow line and says what it cost; `prepare` may bring a session. */
export async function firstLoad(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number },
  prepare: (context: BrowserContext) => Promise<void> = async () => {},
): Promise<FirstLoad> {
  const loads: FirstLoad[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    await prepare(context)
    loads.push(await load(context, url))
    await context.close()
  }
  const median = loads.toSorted((a, b) => a.lcpMs - b.lcpMs)[Math.floor(TIMES / 2)]
  if (!median) throw new Error('nothing was loaded')
  return median
}

async function load(context: BrowserContext, url: string): Promise<FirstLoad> {
  const page = await context.newPage()
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } })
  await line.send('Network.setBlockedURLs', { urls: FONTS })
  await line.send('Network.emulateNetworkConditions', LINE)
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const names = new Map<string, string>()
  const requests: string[] = []
  let bytes = 0
  line.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname))
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength
    requests.push(`${(encodedDataLength / 1024).toFixed(1)} KB ${names.get(requestId) ?? ''}`)
  })
  await page.goto(url, { waitUntil: 'load' })
  // The stream of changes never ends, so the line is never idle: wait until nothing new was painted.
  const lcpMs = await page.evaluate(
    settled =>
      new Promise<number>(resolve => {
        let latest = 0
        let timer = setTimeout(() => resolve(latest), settled * 4)
        new PerformanceObserver(entries => {
          for (const entry of entries.getEntries()) latest = entry.startTime
          clearTimeout(timer)
          timer = setTimeout(() => resolve(latest), settled)
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
    SETTLED_MS,
  )
  return { kb: bytes / 1024, lcpMs, requests }
}
