import '#ui/touch/old-phones.ts'
import { createRoot } from 'react-dom/client'
import { bringFontIfMissing } from '#ui/font.ts'
import { startLanguage } from '#ui/language.ts'
import { linkToken, shortCode } from '#ui/link.ts'
import { startReading } from '#ui/reading.ts'
import { openShortLink } from '#modules/notification/web/short-link.ts'
import { LinkEndedPage } from '#modules/ticket/web/touch/liaison/link-ended.page.tsx'
import { Handheld } from './handheld.tsx'
import '#ui/tokens.css'

startLanguage()
startReading('phone')
void openShortLink().then(() => {
  const token = linkToken()
  // Another link is another person's page, with taps of its own.
  addEventListener('hashchange', () => linkToken() !== token && location.reload())
  const page = shortCode() === null ? <Handheld token={token} /> : <LinkEndedPage />
  createRoot(document.getElementById('app') as HTMLElement).render(page)
  bringFontIfMissing()
})
