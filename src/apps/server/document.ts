import { modules } from '#apps/server/modules.ts'
import type { House } from '#platform/house.ts'
import { LIVE } from '#platform/http/app.ts'
import { openApi } from '#platform/http/openapi.ts'

/** Every endpoint that is served. Routes bind to a house only when they are called, so listing them needs none. */
export const endpoints = () => modules.flatMap(module => module.routes({} as House)).map(route => route.endpoint)

/** The OpenAPI 3.1 document of the whole house. */
export const houseDocument = () =>
  openApi(endpoints(), Object.assign({}, ...modules.map(module => module.problems)), LIVE)
