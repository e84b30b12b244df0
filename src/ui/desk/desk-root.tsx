import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'
import type { Language } from '#kernel/problem.ts'
import { ApiProblem } from '#ui/client.ts'
import { useLanguage } from '#ui/language.ts'
import { ShortcutRoot } from './shortcuts.tsx'
import { deskTheme } from './theme.ts'
import './desk.css'

/** What the desk has read from the house. Refusals are final; what may pass is asked again twice. */
export const deskQueries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (times, error) => times < 2 && error instanceof ApiProblem && error.isPassing,
      refetchOnWindowFocus: true,
    },
  },
})

type Locale = NonNullable<Parameters<typeof ConfigProvider>[0]['locale']>
// Ant Design's types of these two files speak of CommonJS, the files themselves are ES modules.
const locales = { zh: zhCN, en: enUS } as unknown as Readonly<Record<Language, Locale>>

/** Ant Design's own icon has an English name. */
const CLOSE = (
  <span className="d-close" aria-hidden="true">
    ×
  </span>
)

/** What stands around every screen of the desk: look, language, answers, shortcuts. */
export function DeskRoot({ children }: { readonly children: ReactNode }) {
  const language = useLanguage()
  return (
    <ConfigProvider
      theme={deskTheme}
      locale={locales[language]}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional' }}
      modal={{ closeIcon: CLOSE }}
      drawer={{ closeIcon: CLOSE }}
    >
      <QueryClientProvider client={deskQueries}>
        <ShortcutRoot>{children}</ShortcutRoot>
      </QueryClientProvider>
    </ConfigProvider>
  )
}
