import { administrative } from './departments/administrative.ts'
import { clinical } from './departments/clinical.ts'
import type { Department } from './departments/department.ts'
import { technical } from './departments/technical.ts'

export type { Department } from './departments/department.ts'

/** The 40 departments of the demo hospital that answer with a liaison of their own (示范医院科室): the N of 1+3+N. */
export const departments: readonly Department[] = [...clinical, ...technical, ...administrative]
