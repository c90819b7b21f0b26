import type { Text } from '../../../models/text.ts'

export const careStrings = {
  title: { zh: '仅照护人员可看', en: 'For care staff only' },
  why: {
    zh: '这里的读数关系到一位居民的身体与求助。报警人人可见，细节只给承担照护职责的人；系统还没有账号，请自觉。',
    en: 'What is said here concerns one resident’s body and calls for help. Everybody sees the alarm; the details are for who cares for that person. There are no accounts yet: it is left to you.',
  },
  open: { zh: '我承担照护职责，查看', en: 'I care for this person: show' },
} as const satisfies Record<string, Text>
