import { index, layout, rootRoute, route } from '@tanstack/virtual-file-routes'

/** Every address of the desk on one page; the files are named from `src/`. */
export const routes = rootRoute('apps/desk/root.page.tsx', [
  route('/sign-in', 'apps/desk/sign-in.page.tsx'),
  layout('frame', 'apps/desk/frame.page.tsx', [
    index('apps/desk/start.page.tsx'),
    route('/tickets', 'modules/ticket/web/board.page.tsx'),
    route('/interop/messages', 'interop/web/messages.page.tsx'),
    route('/coverage-findings', 'modules/ticket/web/findings.page.tsx'),
  ]),
])
