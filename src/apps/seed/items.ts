import type { ServiceItem } from '#modules/ticket/rules/service-item.ts'
import { deskItems } from './items/desk.ts'
import { inVisitItems } from './items/in-visit.ts'
import { postVisitItems } from './items/post-visit.ts'
import { preVisitItems } from './items/pre-visit.ts'

/**
 * The 20 service items of the one-stop centre (20 项高频服务事项, SVC-01..20): limits, receivers by day and by night, papers by case,
 * the steps of their SOP with what proves them, and the closing proof. A hospital changes them in the catalogue.
 */
export const serviceItems: readonly ServiceItem[] = [
  ...deskItems,
  ...preVisitItems,
  ...inVisitItems,
  ...postVisitItems,
].toSorted((a, b) => (a.code < b.code ? -1 : 1))
