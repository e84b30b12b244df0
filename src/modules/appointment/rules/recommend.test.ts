import { describe, expect, test } from 'vitest'
import { clinical } from '#apps/seed/departments/clinical.ts'
import { redFlags } from '../settings.ts'
import { recommend, redFlagsIn } from './recommend.ts'

const units = clinical.map(one => ({ ...one, unitId: one.code, strengths: one.services }))

describe('APT-05: a complaint finds its department within three, with the reason; a red flag goes to emergency', () => {
  test.each([
    ['头疼好几天，还有点头晕', 'SNK'],
    ['最近老咳嗽', 'HXK'],
    ['胃不舒服，想查幽门螺杆菌', 'XHK'],
    ['血压高，高血压复查', 'XNK'],
    ['糖尿病换药', 'NFM'],
    ['甲状腺有结节', 'NFM'],
    ['牙齿疼想补牙', 'KQK'],
    ['皮肤起荨麻疹', 'PFK'],
    ['孩子长不高，看生长发育', 'EKK'],
    ['怀孕做产检', 'FCK'],
    ['白内障看不清', 'YYK'],
    ['耳朵听不清，想做听力检查', 'EBH'],
    ['骨折后复查', 'GUK'],
    ['前列腺不好', 'MNK'],
    ['发烧两天', 'GRK'],
    ['肚子不舒服', 'XHK'],
  ])('%s → %s', (said, code) => {
    expect(redFlagsIn(said, redFlags.initial)).toEqual([])
    const found = recommend(said, units, 3)
    expect(found.map(one => one.unitId)).toContain(code)
    expect(found.find(one => one.unitId === code)?.because.words.length).toBeGreaterThan(0)
  })

  test.each(['突然胸疼，出了一身汗', '喘不上气', '老人叫不醒', '口角歪斜说不出话', '吃了农药', '车祸 腿断了'])(
    '%s is a red flag',
    said => expect(redFlagsIn(said, redFlags.initial).length).toBeGreaterThan(0),
  )

  test('what means nothing here suggests nothing', () => {
    expect(recommend('我想问一下', units, 3)).toEqual([])
    expect(recommend('', units, 3)).toEqual([])
    // One character that happens to stand somewhere (“呼吸道”) is no reason.
    expect(recommend('啊啊啊不知道', units, 3)).toEqual([])
    expect(recommend('不知道挂哪个号', units, 3)).toEqual([])
  })
})
