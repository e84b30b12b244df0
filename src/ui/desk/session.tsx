import { createContext, useContext } from 'react'

/** Who sits at this desk (登录人), as the frame learned it from the house. */
export interface Session {
  readonly person: { readonly id: string; readonly name: string }
  readonly posts: readonly { readonly post: string; readonly unitId: string; readonly unitName: string }[]
  readonly permissions: readonly string[]
  readonly position: string | null
  readonly hospital: { readonly name: string; readonly phone: string; readonly zone: string }
}

const Context = createContext<Session | null>(null)

/** Around every screen that needs a sign-in. */
export const SessionRoot = Context.Provider

/** Who is signed in; only inside the frame. */
export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('useSession is for screens inside the frame')
  return session
}

/** May this person do it? Screens offer only what may be done; the house decides anyway. */
export const useMay = (permission: string): boolean => useSession().permissions.includes(permission)
