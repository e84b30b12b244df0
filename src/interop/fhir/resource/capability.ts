import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4.js'
import { type Base, type ResourceType, TYPES } from './common.ts'

type Interaction = 'read' | 'search-type' | 'create' | 'update' | 'patch'
type Kind = 'date' | 'reference' | 'string' | 'token'

interface Served {
  readonly interactions: readonly Interaction[]
  readonly parameters: Readonly<Record<string, Kind>>
  readonly isVersioned: boolean
}

/** What can be done with each type, and by what it is searched (能力声明). The searches themselves read their parameters from here. */
export const SERVED: Readonly<Record<ResourceType, Served>> = {
  Schedule: {
    interactions: ['read', 'search-type'],
    parameters: { _id: 'token', actor: 'reference', active: 'token', date: 'date', 'service-type': 'token' },
    isVersioned: true,
  },
  Slot: {
    interactions: ['read', 'search-type'],
    parameters: {
      _id: 'token',
      schedule: 'reference',
      'schedule.actor': 'reference',
      'service-type': 'token',
      start: 'date',
      status: 'token',
    },
    isVersioned: false,
  },
  Appointment: {
    interactions: ['read', 'search-type', 'create', 'update', 'patch'],
    parameters: {
      _id: 'token',
      actor: 'reference',
      date: 'date',
      identifier: 'token',
      patient: 'reference',
      practitioner: 'reference',
      slot: 'reference',
      status: 'token',
    },
    isVersioned: true,
  },
  ServiceRequest: {
    interactions: ['read', 'search-type'],
    parameters: { _id: 'token', identifier: 'token', patient: 'reference', status: 'token', subject: 'reference' },
    isVersioned: true,
  },
  Practitioner: {
    interactions: ['read', 'search-type'],
    parameters: { _id: 'token', identifier: 'token', name: 'string' },
    isVersioned: true,
  },
  Patient: {
    interactions: ['read', 'search-type'],
    parameters: { _id: 'token', identifier: 'token' },
    isVersioned: true,
  },
}

export const parametersOf = (type: ResourceType): ReadonlySet<string> => new Set(Object.keys(SERVED[type].parameters))

/** What the façade can do, for whoever connects. */
export const capabilityStatement = (
  house: { readonly name: string; readonly at: string },
  base: Base,
): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: house.at,
  publisher: house.name,
  kind: 'instance',
  software: { name: '医管家 Yiguanjia' },
  implementation: { description: house.name, url: base },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  patchFormat: ['application/json-patch+json'],
  rest: [
    {
      mode: 'server',
      security: {
        cors: false,
        service: [
          {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth' }],
            text: 'OAuth 2.0 client_credentials',
          },
        ],
        extension: [
          {
            url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
            extension: [{ url: 'token', valueUri: `${base}/token` }],
          },
        ],
      },
      resource: TYPES.map(resourceServed),
    },
  ],
})

function resourceServed(type: ResourceType): CapabilityStatementRestResource {
  const { interactions, parameters, isVersioned } = SERVED[type]
  const isWritten = interactions.includes('create')
  return {
    type,
    interaction: interactions.map(code => ({ code })),
    versioning: isWritten ? 'versioned-update' : isVersioned ? 'versioned' : 'no-version',
    readHistory: false,
    conditionalRead: 'not-match',
    ...(isWritten ? { updateCreate: false, conditionalCreate: true } : {}),
    searchParam: Object.entries(parameters).map(([name, kind]) => ({ name, type: kind })),
  }
}
