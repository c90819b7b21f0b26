import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { listen, listenOnNextFree, PortRefused } from '../../../../server/platform/listen.ts'

function server() {
  const made = createServer()
  onTestFinished(() => void made.close())
  return made
}

it('names the port that is taken and the setting to change it with', async () => {
  const port = await listen(server(), '127.0.0.1', 0, '--port')
  await expect(listen(server(), '127.0.0.1', port, '--port')).rejects.toThrow(PortRefused)
  await expect(listen(server(), '127.0.0.1', port, '--port')).rejects.toThrow(
    new RegExp(`Cannot listen on 127.0.0.1:${port} \\(EADDRINUSE\\): choose another port with --port`),
  )
})

it('takes the next free port where the wished one is taken', async () => {
  const port = await listen(server(), '127.0.0.1', 0, '--port')
  const next = await listenOnNextFree(server(), '127.0.0.1', port, 'LINLI_MQTT_PORT')
  expect(next).toBeGreaterThan(port)
})
