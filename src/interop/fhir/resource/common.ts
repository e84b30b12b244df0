import type { CodeableConcept, Extension, Reference } from 'fhir/r4.js'

/** Where the façade stands: the root of its addresses, and of the names that this house gives to what FHIR leaves open. */
export type Base = string

/** The types that are served. */
export const TYPES = ['Schedule', 'Slot', 'Appointment', 'ServiceRequest', 'Practitioner', 'Patient'] as const
export type ResourceType = (typeof TYPES)[number]

export const refer = (type: ResourceType, id: string, display?: string): Reference => ({
  reference: `${type}/${id}`,
  type,
  ...(display === undefined || display === '' ? {} : { display }),
})

/** A code of this house, with its words. */
export const coded = (base: Base, list: string, code: string, display?: string): CodeableConcept => ({
  coding: [{ system: `${base}/CodeSystem/${list}`, code, ...(display === undefined ? {} : { display }) }],
  ...(display === undefined ? {} : { text: display }),
})

export const extension = (base: Base, name: string, value: Omit<Extension, 'url'>): Extension => ({
  url: `${base}/StructureDefinition/${name}`,
  ...value,
})

/** A department as slots and bookings name one. */
export interface NamedUnit {
  readonly code: string
  readonly name: string
}
