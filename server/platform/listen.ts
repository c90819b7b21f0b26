import type { Server } from 'node:net'
import type { Text } from '../../models/text.ts'

/** The address cannot be listened on; the server exits with 2. */
export class PortRefused extends Error {
  readonly code = 'port_refused'
  constructor(text: Text) {
    super(`${text.zh} ${text.en}`)
  }
}

const mostTries = 200

/** Listens and gives the port taken. Throws PortRefused when it is not free, naming `remedy` (a flag or setting). */
export async function listen(server: Server, host: string, port: number, remedy: string): Promise<number> {
  const failed = await tryListen(server, host, port)
  if (failed === null) return portOf(server)
  throw new PortRefused({
    zh: `无法监听 ${host}:${port}（${failed}）；请用 ${remedy} 换一个端口。`,
    en: `Cannot listen on ${host}:${port} (${failed}): choose another port with ${remedy}.`,
  })
}

/** Listens on `port` or, where that is taken, on the next free one after it. */
export async function listenOnNextFree(server: Server, host: string, port: number, remedy: string): Promise<number> {
  for (let candidate = port; candidate <= Math.min(port + mostTries, 65535); candidate += 1) {
    const failed = await tryListen(server, host, candidate)
    if (failed === null) return portOf(server)
    if (failed !== 'EADDRINUSE') break
  }
  return await listen(server, host, 0, remedy)
}

/** The error's code, or null once it listens. */
const tryListen = (server: Server, host: string, port: number): Promise<string | null> =>
  new Promise((done) => {
    const fail = (error: NodeJS.ErrnoException): void => done(error.code ?? 'unknown')
    server.once('error', fail)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', fail)
      done(null)
    })
  })

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
