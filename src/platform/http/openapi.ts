import { z } from 'zod'
import type { AnyEndpoint } from '#kernel/endpoint.ts'
import { commonProblems, type Problems } from '#kernel/problem.ts'

interface Schema {
  [key: string]: unknown
}

/** The OpenAPI 3.1 document of the house, made from the same endpoint values that are served. */
export function openApi(
  endpoints: readonly AnyEndpoint[],
  problems: Problems,
  extra: Readonly<Record<string, unknown>> = {},
): Schema {
  const components: Record<string, Schema> = {}
  const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Schema => {
    const {
      $schema: _,
      $defs,
      ...schema
    } = z.toJSONSchema(type, { io, unrepresentable: 'any', reused: 'inline' }) as Schema & {
      $defs?: Record<string, Schema>
    }
    for (const [name, definition] of Object.entries($defs ?? {})) components[name] ??= rewrite(definition) as Schema
    return rewrite(schema) as Schema
  }
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints.toSorted(
    (a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method),
  )) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][endpoint.method.toLowerCase()] = operation(endpoint, schemaOf, { ...commonProblems, ...problems })
  }
  for (const [path, item] of Object.entries(extra)) paths[path] = item as Record<string, unknown>
  return {
    openapi: '3.1.0',
    info: {
      title: '医管家 Yiguanjia',
      version: '1',
      description: '一站式患者服务中心 · the one-stop patient service centre of a hospital',
    },
    paths,
    components: {
      schemas: {
        ...Object.fromEntries(Object.entries(components).toSorted(([a], [b]) => a.localeCompare(b))),
        Problem: PROBLEM,
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'yiguanjia' },
        patient: { type: 'apiKey', in: 'cookie', name: 'yiguanjia-patient' },
        link: {
          type: 'apiKey',
          in: 'header',
          name: 'authorization',
          description: '`Link <token>` of a signed link to one matter',
        },
      },
    },
  }
}

const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'instance'],
  properties: {
    type: { type: 'string', examples: ['/problems/stale-version'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } } },
    },
  },
}

/** Every endpoint can refuse in these ways. */
const ALWAYS = [
  'invalid-request',
  'not-signed-in',
  'forbidden',
  'not-found',
  'too-many-requests',
  'unavailable',
  'internal',
]

/** By what somebody shows who it is, where it is not the staff's session or a link. */
const SECURITY: Readonly<Record<string, readonly object[]>> = { link: [{ link: [] }], patient: [{ patient: [] }] }

function operation(
  endpoint: AnyEndpoint,
  schemaOf: (type: z.ZodType, io: 'input' | 'output') => Schema,
  problems: Problems,
) {
  const refused = new Map<number, string[]>()
  for (const code of [...ALWAYS, ...endpoint.problems]) {
    const status = problems[code]?.status ?? 500
    refused.set(status, [...(refused.get(status) ?? []), code])
  }
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    'x-access': endpoint.access,
    ...(endpoint.access !== 'public' && {
      security: SECURITY[endpoint.access] ?? [{ session: [] }, { link: [] }],
    }),
    parameters: [
      ...parameters(schemaOf(endpoint.params, 'input'), 'path'),
      ...parameters(schemaOf(endpoint.query, 'input'), 'query'),
    ],
    ...(!(endpoint.body instanceof z.ZodUndefined) && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } },
    }),
    responses: {
      [endpoint.status]: {
        description: endpoint.summary,
        ...(!(endpoint.returns instanceof z.ZodUndefined) && {
          content: { 'application/json': { schema: schemaOf(endpoint.returns, 'output') } },
        }),
      },
      ...Object.fromEntries(
        [...refused]
          .toSorted(([a], [b]) => a - b)
          .map(([status, codes]) => [
            status,
            {
              description: codes.join(', '),
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          ]),
      ),
    },
  }
}

function parameters(schema: Schema, where: 'path' | 'query') {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>
  const required = (schema['required'] ?? []) as string[]
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }))
}

const rewrite = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')) as unknown
