import '#ui/touch/old-phones.ts'
import { createRoot } from 'react-dom/client'
import { bringFontIfMissing } from '#ui/font.ts'
import { startLanguage } from '#ui/language.ts'
import { linkToken } from '#ui/link.ts'
import { startReading } from '#ui/reading.ts'
import { Handheld } from './handheld.tsx'
import '#ui/tokens.css'

startLanguage()
startReading('phone')
const token = linkToken()
// Another link is another person's page, with taps of its own.
addEventListener('hashchange', () => linkToken() !== token && location.reload())
createRoot(document.getElementById('app') as HTMLElement).render(<Handheld token={token} />)
bringFontIfMissing()
