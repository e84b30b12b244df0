import { fileURLToPath } from 'node:url'
import { routes } from '../../apps/desk/routes.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** How the desk's route tree is made from the list of its URLs in `src/apps/desk/routes.ts`. */
export const routeTree = {
  target: 'react',
  virtualRouteConfig: routes,
  routesDirectory: here('../..'),
  generatedRouteTree: here('../../apps/desk/routes.gen.ts'),
  addExtensions: true,
  quoteStyle: 'single',
  semicolons: false,
  disableLogging: true,
} as const
