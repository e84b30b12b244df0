import { index, layout, rootRoute, route } from '@tanstack/virtual-file-routes'

/** Every address of the desk on one page; the files are named from `src/`. */
export const routes = rootRoute('apps/desk/root.page.tsx', [
  route('/sign-in', 'apps/desk/sign-in.page.tsx'),
  layout('frame', 'apps/desk/frame.page.tsx', [
    index('apps/desk/start.page.tsx'),
    route('/tickets', 'modules/ticket/web/board.page.tsx'),
    route('/patients', 'modules/patient/web/patients.page.tsx'),
    route('/patients/$id', 'modules/patient/web/patient.page.tsx'),
    route('/patient-duplicates', 'modules/patient/web/duplicates.page.tsx'),
    route('/directory', 'modules/directory/web/directory.page.tsx'),
    route('/messages', 'modules/notification/web/messages.page.tsx'),
    route('/message-templates', 'modules/notification/web/templates.page.tsx'),
    route('/message-settings', 'modules/notification/web/message-settings.page.tsx'),
    route('/interop/messages', 'interop/web/messages.page.tsx'),
    route('/coverage', 'modules/staff/web/coverage.page.tsx'),
    route('/units', 'modules/staff/web/units.page.tsx'),
    route('/people', 'modules/staff/web/people.page.tsx'),
    route('/calendar', 'modules/staff/web/calendar.page.tsx'),
    route('/positions', 'modules/staff/web/posts/positions.page.tsx'),
    route('/my-duties', 'modules/staff/web/posts/my-duties.page.tsx'),
    route('/delegations', 'modules/staff/web/posts/delegations.page.tsx'),
    route('/staff-register', 'modules/staff/web/posts/staff-register.page.tsx'),
    route('/overview', 'modules/quality/web/overview.page.tsx'),
    route('/group', 'modules/quality/web/group.page.tsx'),
    route('/reports', 'modules/quality/web/reports.page.tsx'),
    route('/reviews', 'modules/quality/web/reviews.page.tsx'),
    route('/director', 'modules/quality/web/director.page.tsx'),
    route('/deputy', 'modules/quality/web/deputy.page.tsx'),
    route('/account', 'modules/staff/web/account.page.tsx'),
    route('/coverage-findings', 'modules/ticket/web/findings.page.tsx'),
  ]),
])
