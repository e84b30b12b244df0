import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/es/locale/zh_CN.js'
import { type ReactNode, useEffect, useState } from 'react'
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

const inChinese = zhCN as Locale
type Locale = NonNullable<Parameters<typeof ConfigProvider>[0]['locale']>

/** What stands around every screen of the desk: look, language, answers, shortcuts. */
export function DeskRoot({ children }: { readonly children: ReactNode }) {
  const language = useLanguage()
  const [locale, setLocale] = useState<Locale>(inChinese)
  useEffect(() => {
    if (language === 'zh') setLocale(inChinese)
    else void import('antd/es/locale/en_US.js').then(module => setLocale(module.default as Locale))
  }, [language])
  return (
    <ConfigProvider
      theme={deskTheme}
      locale={locale}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional' }}
    >
      <App component={false}>
        <QueryClientProvider client={deskQueries}>
          <ShortcutRoot>{children}</ShortcutRoot>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}
