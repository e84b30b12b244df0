import { createFileRoute } from '@tanstack/react-router'
import { Console } from './console.tsx'

export const Route = createFileRoute('/_frame/deputy')({ component: () => <Console console="deputy" /> })
