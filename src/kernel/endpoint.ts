import { z } from 'zod'

/**
 * Who may call: a permission word, `signed-in` for any staff member, `account` for whoever has an account of staff or of a partner, `link`
 * for a signed link, `patient` for a patient who is signed in, or `public`. There is no default.
 */
export type Access = string

/** One HTTP operation as a plain value: the server serves it, the web calls it, the OpenAPI document lists it. */
export interface Endpoint<Input, Output, Sent = Input> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly access: Access
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  readonly returns: z.ZodType
  readonly status: number
  /** Codes of the problems that it answers with, beyond those that every endpoint can. */
  readonly problems: readonly string[]
  /** Calls a minute from one address, where the house's usual bound is too wide. */
  readonly callsPerMinute: number | null
  /** Largest body in bytes. */
  readonly bodyLimit: number
  /** Never there at run time. */
  readonly '~types'?: { input: Input; output: Output; sent: Sent }
}

type Shape = z.ZodRawShape
const NOTHING = z.undefined()
type Nothing = typeof NOTHING
interface Spec<P extends Shape, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  id: string
  summary: string
  access: Access
  params?: P
  query?: Q
  body?: B
  returns: R
  status?: number
  problems?: readonly string[]
  callsPerMinute?: number
  bodyLimit?: number
}
type Has<K extends string, T> = [T] extends [undefined] ? unknown : { [_ in K]: T }
type Input<P extends Shape, Q extends z.ZodType, B extends z.ZodType> = {
  params: z.output<z.ZodObject<P>>
} & Has<'query', z.output<Q>> &
  Has<'body', z.output<B>>
type Sent<P extends Shape, Q extends z.ZodType, B extends z.ZodType> = ({} extends P
  ? unknown
  : { params: z.input<z.ZodObject<P>> }) &
  Has<'query', z.input<Q>> &
  Has<'body', z.input<B>>

const define =
  (method: Endpoint<unknown, unknown>['method']) =>
  <R extends z.ZodType, P extends Shape = {}, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing>(
    path: string,
    spec: Spec<P, Q, B, R>,
  ): Endpoint<Input<P, Q, B>, z.output<R>, Sent<P, Q, B>> => ({
    method,
    path,
    id: spec.id,
    summary: spec.summary,
    access: spec.access,
    params: z.strictObject(spec.params ?? {}),
    query: spec.query ?? NOTHING,
    body: spec.body ?? NOTHING,
    returns: spec.returns,
    status: spec.status ?? 200,
    problems: spec.problems ?? [],
    callsPerMinute: spec.callsPerMinute ?? null,
    bodyLimit: spec.bodyLimit ?? 64 * 1024,
  })

export const get = define('GET')
export const post = define('POST')
export const put = define('PUT')
export const remove = define('DELETE')

// oxlint-disable-next-line typescript/no-explicit-any -- a list of endpoints of every shape
export type AnyEndpoint = Endpoint<any, any, any>
export type Sending<E> = E extends Endpoint<infer _I, infer _O, infer S> ? S : never
export type Answer<E> = E extends Endpoint<infer _I, infer O, infer _S> ? O : never
