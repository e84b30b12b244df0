import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeness, type Spelled, similarNames } from './duplicate.ts'
import { type IdDocument, type Person, type Phone, personNamed, type Sex } from './person.ts'

const spelled = (person: Partial<Person> & { name: string }, ...spellings: string[]): Spelled => ({
  person: { ...personNamed(person.name), ...person },
  spellings,
})
const phone = (number: string) => [{ number, holder: 'self', state: 'unconfirmed', source: 'desk' }] as const
const id = (number: string) => ({ kind: 'resident-id', number }) as const

test('the same ID number is certain, also as 15 digits', () => {
  const one = spelled({ name: '张三', document: id('130503196704010016') })
  expect(likeness(one, spelled({ name: '张三', document: id('130503670401001') }))).toEqual({
    certainty: 'certain',
    reasons: ['same-document'],
  })
})

test('the same ID number under another name is certain and says that the names differ', () => {
  const one = spelled({ name: '张三', document: id('34052419800101001X') })
  expect(likeness(one, spelled({ name: '李四光', document: id('34052419800101001x') }))).toEqual({
    certainty: 'certain',
    reasons: ['same-document', 'other-name'],
  })
})

test('a household register belongs to all who live there', () => {
  const register = { kind: 'household-register', number: '350206001' } as const
  expect(
    likeness(spelled({ name: '王小明', document: register }), spelled({ name: '王小红', document: register })),
  ).toBeNull()
})

test('the same name, birthday and sex is likely; another sex is not', () => {
  const one = spelled({ name: '张伟', birthDate: '1980-01-01', sex: 'male' })
  expect(likeness(one, spelled({ name: '张 伟', birthDate: '1980-01-01', sex: 'male' }))).toEqual({
    certainty: 'likely',
    reasons: ['same-name-birth-sex'],
  })
  expect(likeness(one, spelled({ name: '张伟', birthDate: '1980-01-01', sex: 'female' }))).toBeNull()
  expect(likeness(one, spelled({ name: '张伟' }))).toBeNull()
})

test('the same phone and a similar name is likely; a family that shares a phone is not', () => {
  const one = spelled({ name: '陈秀英', phones: phone('13800138000') }, 'chenxiuying')
  expect(likeness(one, spelled({ name: '陈秀莹', phones: phone('13800138000') }, 'chenxiuying'))?.reasons).toEqual([
    'same-phone-similar-name',
  ])
  expect(likeness(one, spelled({ name: '林小敏', phones: phone('13800138000') }, 'linxiaomin'))).toBeNull()
})

test('sisters with one letter between them and other birthdays are two', () => {
  const one = spelled({ name: '林小敏', phones: phone('13800138000'), birthDate: '2018-09-01' }, 'linxiaomin')
  expect(
    likeness(one, spelled({ name: '林小慧', phones: phone('13800138000'), birthDate: '2020-02-03' }, 'linxiaohui')),
  ).toBeNull()
})

test('names are similar by sound, by one letter of three, and across scripts', () => {
  const zhang = spelled({ name: '张三丰' }, 'zhangsanfeng')
  for (const other of [
    spelled({ name: '章三峰' }, 'zhangsanfeng'),
    spelled({ name: '张三疯' }),
    spelled({ name: 'Sanfeng Zhang' }),
  ])
    expect(similarNames(zhang, other)).toBe(true)
  expect(similarNames(zhang, spelled({ name: '李四丰' }, 'lisifeng'))).toBe(false)
  expect(similarNames(spelled({ name: '张三' }, 'zhangsan'), spelled({ name: '张四' }, 'zhangsi'))).toBe(false)
})

test('likeness does not depend on who is asked first', () => {
  const person: fc.Arbitrary<Partial<Person> & { name: string }> = fc.record({
    name: fc.constantFrom('张三丰', '张三疯', '李四', 'Li Si'),
    sex: fc.constantFrom<Sex[]>('male', 'female', 'unknown'),
    birthDate: fc.constantFrom(null, '1980-01-01'),
    phones: fc.constantFrom<(readonly Phone[])[]>(phone('13800138000'), phone('13900139000'), []),
    document: fc.constantFrom<(IdDocument | null)[]>(null, id('34052419800101001X'), id('11010519491231002X')),
  })
  const sound: Record<string, string> = { 张三丰: 'zhangsanfeng', 张三疯: 'zhangsanfeng', 李四: 'lisi' }
  fc.assert(
    fc.property(person, person, (a, b) => {
      const one = spelled(a, sound[a.name] ?? '')
      const other = spelled(b, sound[b.name] ?? '')
      expect(likeness(one, other)).toEqual(likeness(other, one))
    }),
  )
})
