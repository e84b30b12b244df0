import type { MessageKind } from '#modules/notification/index.ts'

/** What administrators are told of the machine room outside the screens. */
export const messageKinds = [
  {
    code: 'upkeep.event-set-aside',
    zh: '有事件没有送达',
    en: 'An event was not delivered',
    to: 'staff',
    values: { when: 16 },
    initial: {
      zh: {
        text: '{when} 有一个系统事件多次处理失败，已搁置。请打开“系统 · 运行维护”重试或放弃。',
        robot: '**有事件没有送达**\n{when}\n[重试或放弃]({link})',
      },
      en: {
        text: 'An event of {when} failed several times and was set aside. Try again or let it go under System, Upkeep.',
        robot: '**An event was not delivered**\n{when}\n[Try again, or let it go]({link})',
      },
    },
  },
] as const satisfies readonly MessageKind[]
