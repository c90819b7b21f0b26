import net from 'node:net'

export type RawAnswer = { readonly status: number; readonly headers: ReadonlyMap<string, string>; readonly body: string }

/** Sends the very bytes given and reads until the other side closes: for what `fetch` would not send. */
export const rawHttp = (port: number, request: string): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1')
    let text = ''
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')))
    socket.on('error', reject)
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8')
    })
    socket.on('close', () => resolve(parse(text)))
    socket.write(request)
  })

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  return { status: Number(first.split(' ')[1]), headers, body: rest.join('\r\n\r\n') }
}
