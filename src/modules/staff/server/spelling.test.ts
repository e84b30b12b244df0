import { expect, test } from 'vitest'
import { spellingOf } from './spelling.ts'

test.each([
  ['王芳', 'wangfang', 'wf'],
  ['曾志伟', 'zengzhiwei', 'zzw'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['欧阳娜娜', 'ouyangnana', 'oynn'],
  ['吕布', 'lvbu', 'lb'],
  ['买买提·阿卜杜拉', 'maimaitiabudula', 'mmtabdl'],
  ['John Smith', 'johnsmith', 'js'],
])('%s is spelled %s, initials %s', (name, spelling, initials) =>
  expect(spellingOf(name)).toEqual({ spelling, initials }),
)
