import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'

/** A TCP proxy that can go silent in both directions without closing (a half-open line), or cut every connection at once. */
export async function startLiveProxy(targetPort: number) {
  const pairs = new Set<readonly [Socket, Socket]>()
  let isSilent = false
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    const relay = (from: Socket, to: Socket): void => {
      from.on('data', (chunk) => void (isSilent || to.destroyed || to.write(chunk)))
      from.on('error', () => undefined)
      from.on('close', () => {
        pairs.delete(pair)
        if (!isSilent) to.destroy()
      })
    }
    relay(near, far)
    relay(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    silence: (silent: boolean): void => {
      isSilent = silent
    },
    cutAll: (): void => {
      for (const [near, far] of pairs) {
        near.destroy()
        far.destroy()
      }
    },
    stop: async (): Promise<void> => {
      isSilent = false
      for (const [near, far] of pairs) {
        near.destroy()
        far.destroy()
      }
      server.close()
      await once(server, 'close')
    },
  }
}
