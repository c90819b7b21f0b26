import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { origins } from '../../models/protocol/reading.ts'
import { anonymous, type Caller } from './caller.ts'
import { Problem } from './problem.ts'
import { writeDurably } from './write-durably.ts'

/** What a credential may be made for: `computed` is the server's own. */
export const TokenOrigin = z.enum(origins).exclude(['computed'])

const Token = z.strictObject({ id: z.string(), name: z.string(), origin: TokenOrigin, device: z.string().nullable(), created: z.string(), hash: z.string() })
type Token = z.infer<typeof Token>
const File = z.strictObject({ form: z.literal(1), tokens: z.array(Token) })

export type TokenAbout = Omit<Token, 'hash'>
export type TokenWish = Pick<Token, 'name' | 'origin' | 'device'>

/** The file of credentials cannot be read; the server does not start without knowing whom to refuse. */
export class CredentialsDamaged extends Error {
  readonly code = 'credentials_damaged'
}

export type Credentials = {
  /** Keeps the token; its secret is told this once and stored only as a hash. */
  readonly issue: (wish: TokenWish, now: Date) => Promise<TokenAbout & { readonly token: string }>
  /** A token that ends with this process, for the server's own children. */
  readonly issueForNow: (wish: TokenWish) => string
  readonly list: () => readonly TokenAbout[]
  /** False when there is no such token. It is refused from this moment on. */
  readonly revoke: (id: string) => Promise<boolean>
  /** Null for a secret that is not ours. */
  readonly callerOfSecret: (secret: string) => Caller | null
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
const newSecret = (): string => `linli_${randomBytes(32).toString('base64url')}`

/** Opens the tokens kept in `path` (mode 0600). The secrets have 256 random bits, so a plain SHA-256 keeps them. Throws CredentialsDamaged. */
export async function openCredentials(path: string): Promise<Credentials> {
  const tokens = new Map((await readTokens(path)).map((token) => [token.hash, token]))
  const transient = new Map<string, Caller>()
  const write = (): Promise<void> => writeDurably(path, JSON.stringify({ form: 1, tokens: [...tokens.values()] }, null, 2), 0o600)
  let saved = Promise.resolve()
  const save = (): Promise<void> => {
    saved = saved.then(write, write)
    return saved
  }
  return {
    issue: async (wish, now) => {
      const secret = newSecret()
      const about = { id: randomUUID(), ...wish, created: now.toISOString() }
      tokens.set(hashOf(secret), { ...about, hash: hashOf(secret) })
      await save()
      return { ...about, token: secret }
    },
    issueForNow: ({ name, origin, device }) => {
      const secret = newSecret()
      transient.set(hashOf(secret), { name, origin, device, isAnonymous: false })
      return secret
    },
    list: () => [...tokens.values()].map(({ hash: _hash, ...about }) => about),
    revoke: async (id) => {
      const found = [...tokens.values()].find((token) => token.id === id)
      if (!found) return false
      tokens.delete(found.hash)
      await save()
      return true
    },
    callerOfSecret: (secret) => {
      const hash = hashOf(secret)
      const token = tokens.get(hash)
      return token ? { name: token.name, origin: token.origin, device: token.device, isAnonymous: false } : (transient.get(hash) ?? null)
    },
  }
}

async function readTokens(path: string): Promise<Token[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
  try {
    return File.parse(JSON.parse(text)).tokens
  } catch {
    throw new CredentialsDamaged(
      `凭据文件 ${path} 已损坏；请从备份恢复，或移走后重新签发。The credentials in ${path} are damaged: restore them from a backup, or move the file away and issue new ones.`,
    )
  }
}

export type Presented = { readonly authorization: string | undefined; readonly query: unknown; readonly takesInfluxCredentials: boolean }

const InfluxQuery = z.object({ u: z.string().optional(), p: z.string().optional() })

/** Who calls. Without any credential it is the anonymous caller of this machine; with one that is not ours, a Problem 401. */
export function callerOf(credentials: Credentials, presented: Presented): Caller {
  const secret = secretOf(presented)
  if (secret === null) return anonymous
  const caller = credentials.callerOfSecret(secret)
  if (caller) return caller
  throw new Problem(
    401,
    'unknown_credential',
    { zh: '凭据无效或已撤销。', en: 'The credential is not valid, or was revoked.' },
    { headers: { 'www-authenticate': 'Bearer' } },
  )
}

function secretOf({ authorization, query, takesInfluxCredentials }: Presented): string | null {
  if (authorization !== undefined) {
    const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(authorization) ?? []
    if (scheme.toLowerCase() === 'bearer') return value
    if (takesInfluxCredentials && scheme.toLowerCase() === 'token') return value
    if (takesInfluxCredentials && scheme.toLowerCase() === 'basic') return passwordOf(Buffer.from(value, 'base64').toString('utf8'))
    return authorization
  }
  const given = takesInfluxCredentials ? InfluxQuery.safeParse(query) : null
  return given?.success && given.data.p ? given.data.p : null
}

/** InfluxDB's user name says nothing here: the password is the token. */
const passwordOf = (pair: string): string => pair.slice(pair.indexOf(':') + 1)
