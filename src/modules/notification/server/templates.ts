import { type Caller, personOf } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import { TEXT_CHANNELS, type TextChannel } from '../rules/message.ts'
import { checkTemplate, type Content, longest, type MessageKind, readable, segmentsOf } from '../rules/template.ts'
import { messageChannels, messagePolicy } from '../settings.ts'
import { initialContent, kindOf, knownKinds } from './kinds.ts'

type Shown = Answer<typeof contract.listTemplates>['items'][number]

/** Which text is meant. */
interface Which {
  readonly code: string
  readonly language: 'zh' | 'en'
  readonly channel: TextChannel
}
interface Row extends Which {
  readonly version: number
  readonly state: 'draft' | 'approved'
  readonly content: Content
  readonly authorId: string
  readonly writtenAt: Instant
}

/** What holds, and what is drafted; never more than a few hundred rows. */
const rowsOf = (tx: Tx, hospitalId: string): Promise<Row[]> =>
  run<Row>(
    tx,
    `select distinct on (code, language, channel, state) code, language, channel, state, version, content, author_id, written_at
     from notification.template where hospital_id = $1 and state in ('approved', 'draft')
     order by code, language, channel, state, version desc`,
    [hospitalId],
  )

/** All texts (消息模板): what holds now, and the draft that waits for approval. */
export const listTemplates =
  (house: House) =>
  async (caller: Caller): Promise<{ items: Shown[] }> => {
    const rows = await house.database.transact(tx => rowsOf(tx, caller.hospitalId))
    const who = await organisation(house)
    const items = knownKinds().flatMap(kind =>
      (['zh', 'en'] as const).flatMap(language =>
        TEXT_CHANNELS.filter(channel => channel !== (kind.to === 'patient' ? 'robot' : 'wechat')).map(channel =>
          shown(kind, { code: kind.code, language, channel }, rows, caller, id => who.people.get(id)?.name ?? ''),
        ),
      ),
    )
    return { items }
  }

function shown(
  kind: MessageKind,
  which: Which,
  rows: readonly Row[],
  caller: Caller,
  nameOf: (personId: string) => string,
): Shown {
  const here = rows.filter(
    row => row.code === which.code && row.language === which.language && row.channel === which.channel,
  )
  const holds = here.find(row => row.state === 'approved')
  const draft = here.find(row => row.state === 'draft')
  return {
    ...which,
    title: { zh: kind.zh, en: kind.en },
    to: kind.to,
    values: Object.entries(kind.values).map(([name, most]) => ({ name, most })),
    version: holds?.version ?? 0,
    content: copied(holds?.content ?? initialContent(kind, which.language, which.channel)),
    draft:
      draft === undefined
        ? null
        : {
            version: draft.version,
            content: copied(draft.content),
            author: nameOf(draft.authorId),
            writtenAt: draft.writtenAt.toString(),
            mine: draft.authorId === caller.personId,
          },
  }
}

const copied = ({ text, providerCode, fields }: Content) => ({
  text,
  providerCode,
  fields: fields.map(field => ({ ...field })),
})

const showOne = async (house: House, caller: Caller, which: Which): Promise<Shown> => {
  const kind = kindOf(which.code)
  const rows = await house.database.transact(tx => rowsOf(tx, caller.hospitalId))
  const who = await organisation(house)
  return shown(kind, which, rows, caller, id => who.people.get(id)?.name ?? '')
}

const findingsOf = async (house: House, which: Which, content: Content) => {
  const { value } = await house.settings.at(house.hospital.id, messagePolicy, house.clock.now())
  return checkTemplate(kindOf(which.code), which.channel, content, value.sensitiveWords)
}

/** How a text would look with its values at their longest, and what must be mended. */
export const previewTemplate = (house: House) => async (_caller: Caller, which: Which, content: Content) => {
  const kind = kindOf(which.code)
  const { value } = await house.settings.at(house.hospital.id, messageChannels, house.clock.now())
  const sign = which.channel === 'sms' ? `【${value.sms.signName || house.hospital.name}】` : ''
  const samples = Object.fromEntries(Object.keys(kind.values).map(name => [name, `〈${name}〉`]))
  const characters = [...sign, ...longest(content.text, kind)].length
  return {
    words: sign + readable(content, samples, `${house.publicUrl}/p#·`),
    characters,
    segments: which.channel === 'sms' ? segmentsOf(characters) : 1,
    findings: (await findingsOf(house, which, content)).map(one => ({ ...one, facts: { ...one.facts } })),
  }
}

/** Writes a draft, or over the one that waits (起草模板). */
export const writeTemplate =
  (house: House) =>
  async (caller: Caller, which: Which, content: Content): Promise<Shown> => {
    mustPass(await findingsOf(house, which, content))
    await transact(house, caller, async ({ tx, tell }) => {
      const values = [caller.hospitalId, which.code, which.language, which.channel]
      await run(
        tx,
        `update notification.template set state = 'withdrawn', decided_by = $5, decided_at = $6
         where hospital_id = $1 and code = $2 and language = $3 and channel = $4 and state = 'draft'`,
        [...values, personOf(caller), house.clock.now().toString()],
      )
      const [row] = await run<{ version: number }>(
        tx,
        `insert into notification.template (hospital_id, code, language, channel, version, state, content, author_id, written_at)
         select $1, $2, $3, $4, coalesce(max(version), 0) + 1, 'draft', $5::json, $6, $7
         from notification.template where hospital_id = $1 and code = $2 and language = $3 and channel = $4
         returning version`,
        [...values, JSON.stringify(content), personOf(caller), house.clock.now().toString()],
      )
      tell({
        action: 'message.template-written',
        subject: { kind: 'message', id: caller.hospitalId },
        facts: { ...which, version: row?.version ?? 0 },
        detail: { content },
      })
    })
    return await showOne(house, caller, which)
  }

/** Somebody else than the author approves a draft; anybody who may write withdraws one (审核模板). */
export const decideTemplate =
  (house: House) =>
  async (caller: Caller, which: Which, asked: { version: number; approve: boolean }): Promise<Shown> => {
    await transact(house, caller, async ({ tx, tell }) => {
      const values = [caller.hospitalId, which.code, which.language, which.channel]
      const [draft] = await run<Row>(
        tx,
        `select version, content, author_id from notification.template
         where hospital_id = $1 and code = $2 and language = $3 and channel = $4 and state = 'draft' for update`,
        values,
      )
      if (draft === undefined) throw new Problem('not-found')
      if (draft.version !== asked.version) throw new Problem('stale-version', { version: draft.version })
      if (asked.approve && draft.authorId === personOf(caller)) throw new Problem('template-own-draft')
      if (asked.approve) mustPass(await findingsOf(house, which, draft.content))
      await run(
        tx,
        `update notification.template set state = $6, decided_by = $7, decided_at = $8
         where hospital_id = $1 and code = $2 and language = $3 and channel = $4 and version = $5`,
        [
          ...values,
          draft.version,
          asked.approve ? 'approved' : 'withdrawn',
          personOf(caller),
          house.clock.now().toString(),
        ],
      )
      tell({
        action: 'message.template-decided',
        subject: { kind: 'message', id: caller.hospitalId },
        facts: { ...which, version: draft.version, approved: asked.approve },
      })
    })
    return await showOne(house, caller, which)
  }

function mustPass(findings: Awaited<ReturnType<typeof findingsOf>>): void {
  const [first] = findings
  if (first !== undefined)
    throw new Problem('template-invalid', { count: findings.length, pointer: `/body/${first.at}`, findings })
}
