import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { whoAmI } from './people.ts'
import { addPerson, endRelation, provePhone, registerPerson } from './relate.ts'
import { requestCode } from './request-code.ts'
import { leave, signIn, signOut } from './sign-in.ts'
import { noSessionCookie, sessionCookie } from './token.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.requestCode)(({ body }, { caller, request }) => requestCode(house)(caller, body, request.ip)),
  on(contract.signIn)(async ({ body }, { caller, request, header }) => {
    const { token, hours, me } = await signIn(house)(caller, body, request.ip)
    header('set-cookie', sessionCookie(house, token, hours))
    return me
  }),
  on(contract.whoAmI)((_, { caller }) => whoAmI(house)(caller)),
  on(contract.signOut)(async (_, { caller, header }) => {
    header('set-cookie', noSessionCookie(house))
    return signOut(house)(caller)
  }),
  on(contract.addPerson)(({ body }, { caller }) => addPerson(house)(caller, body)),
  on(contract.registerPerson)(({ body }, { caller }) => registerPerson(house)(caller, body)),
  on(contract.provePhone)(({ body }, { caller, request }) => provePhone(house)(caller, body, request.ip)),
  on(contract.endRelation)(({ params }, { caller }) => endRelation(house)(caller, params)),
  on(contract.leave)(async (_, { caller, header }) => {
    header('set-cookie', noSessionCookie(house))
    return leave(house)(caller)
  }),
]
