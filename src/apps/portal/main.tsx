import '#ui/touch/old-phones.ts'
import { createRoot } from 'react-dom/client'
import { bringFontIfMissing } from '#ui/font.ts'
import { startLanguage } from '#ui/language.ts'
import { startReading } from '#ui/reading.ts'
import { openShortLink } from '#modules/notification/web/short-link.ts'
import { Portal } from './portal.tsx'
import '#ui/tokens.css'

startLanguage()
startReading('patient')
addEventListener('hashchange', () => void openShortLink())
void openShortLink().then(() => {
  createRoot(document.getElementById('app') as HTMLElement).render(<Portal />)
  bringFontIfMissing()
})
