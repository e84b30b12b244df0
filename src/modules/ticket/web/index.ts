/** What the frame of the desk shows of matters, whatever screen is open. */
export { Console, consoleSearch } from './console/console.tsx'
export { sendAllHeld } from './console/held-back.ts'
export { HeldStrip } from './console/held-strip.tsx'
export { NewTicket } from './intake/new-ticket.tsx'
export { openNewTicket } from './intake/opening.ts'
export { NoticeBell } from './notices.tsx'
export { SearchBox } from './search-box.tsx'
