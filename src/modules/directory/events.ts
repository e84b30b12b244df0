declare module '#kernel/event.ts' {
  interface Events {
    /** The description of a unit was written; the subject is the unit. */
    'directory.described': { readonly fields: readonly string[] }
    /** The subject of each is the doctor. */
    'directory.doctor-added': { readonly code: string; readonly units: readonly string[] }
    'directory.doctor-changed': { readonly fields: readonly string[] }
    'directory.doctor-left': {}
    'directory.photo-changed': {}
    'directory.week-written': { readonly sessions: number; readonly from: string }
    /** The subject is the run that made them. */
    'directory.sessions-made': { readonly made: number; readonly from: string; readonly to: string }
    'directory.sessions-opened': { readonly opened: number; readonly to: string }
    /** The subject of each is the session. */
    'directory.session-added': { readonly doctor: string; readonly day: string; readonly halfDay: string }
    'directory.session-given-out': {
      readonly doctor: string
      readonly day: string
      readonly halfDay: string
      readonly planned: boolean
    }
    'directory.session-substituted': { readonly doctor: string; readonly by: string; readonly day: string }
  }
}

export {}
