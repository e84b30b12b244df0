import '#ui/touch/old-phones.ts'
import { createRoot } from 'react-dom/client'
import { bringFontIfMissing } from '#ui/font.ts'
import { startLanguage } from '#ui/language.ts'
import { startReading } from '#ui/reading.ts'
import { KioskApp } from './kiosk.tsx'
import '#ui/tokens.css'

startLanguage()
startReading('kiosk')
createRoot(document.getElementById('app') as HTMLElement).render(<KioskApp />)
bringFontIfMissing()
