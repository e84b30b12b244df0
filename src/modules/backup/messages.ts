import type { MessageKind } from '#modules/notification/index.ts'

/** What administrators are told of backups outside the screens. */
export const messageKinds = [
  {
    code: 'backup.failed',
    zh: '备份没有做成',
    en: 'A backup was not made',
    to: 'staff',
    values: { when: 16 },
    initial: {
      zh: {
        text: '{when} 的备份没有做成，请打开“系统 · 备份”查看原因并重做。',
        robot: '**备份没有做成**\n{when}\n[查看原因并重做]({link})',
      },
      en: {
        text: 'The backup of {when} was not made. See why under System, Backups, and make it again.',
        robot: '**A backup was not made**\n{when}\n[See why and make it again]({link})',
      },
    },
  },
  {
    code: 'backup.restore-test-due',
    zh: '该做恢复测试了',
    en: 'A restore test is due',
    to: 'staff',
    values: { days: 5 },
    initial: {
      zh: {
        text: '上次恢复测试成功已过去 {days} 天，请在“系统 · 备份”安排一次。',
        robot: '**该做恢复测试了**\n上次成功已过去 {days} 天\n[查看做法]({link})',
      },
      en: {
        text: 'The last good restore test was {days} days ago. Please do one under System, Backups.',
        robot: '**A restore test is due**\nThe last good one was {days} days ago\n[See how]({link})',
      },
    },
  },
] as const satisfies readonly MessageKind[]
