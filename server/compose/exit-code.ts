import { CommunityFileError } from '../../models/site/migrations.ts'
import { ConfigWrong } from '../config.ts'
import { LineMappingWrong } from '../ingest/line/line-mapping.ts'
import { JournalOpenFailed } from '../journal/embedded-journal.ts'
import { CredentialsDamaged } from '../platform/credentials.ts'
import { DataFolderRefused } from '../platform/data-lock.ts'
import { PortRefused } from '../platform/listen.ts'
import { CommunityNotFound } from './load-community.ts'

/** As sysexits.h has them where it has one. */
export const exitCodes = { userMistake: 2, damagedData: 65, internal: 70 } as const

/** What a failed start says and exits with: one line for what a person can put right, null for what belongs in the log with its stack. */
export function exitCodeOf(error: unknown): { readonly code: number; readonly line: string | null } {
  if (
    error instanceof ConfigWrong ||
    error instanceof DataFolderRefused ||
    error instanceof PortRefused ||
    error instanceof CommunityNotFound ||
    error instanceof CommunityFileError ||
    error instanceof LineMappingWrong
  )
    return { code: exitCodes.userMistake, line: error.message }
  if (error instanceof CredentialsDamaged || (error instanceof JournalOpenFailed && error.code === 'journal_damaged'))
    return { code: exitCodes.damagedData, line: error.message }
  return { code: exitCodes.internal, line: null }
}
