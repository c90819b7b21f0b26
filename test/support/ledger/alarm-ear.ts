import { io } from 'socket.io-client'

/** A live client that writes down the number of every step of an alarm it is told, and after an outage asks for what came since. */
export function openAlarmEar(base: string, community: string) {
  const heard: number[] = []
  const lists: number[] = []
  const socket = io(`${base}/live`, { transports: ['websocket'], reconnectionDelay: 50, reconnectionDelayMax: 300, forceNew: true })
  socket.on('connect', () => {
    socket.emit('join', { community, alarmsAfter: heard.at(-1) ?? 0 }, (reply: { alarms?: { current: unknown } }) => {
      if (reply.alarms?.current) lists.push(heard.at(-1) ?? 0)
    })
  })
  socket.on('alarm', ({ state }: { state: { number: number } }) => heard.push(state.number))
  socket.on('alarms', ({ newest }: { newest: number }) => lists.push(newest))
  return {
    heard,
    /** Where a list of what is current stood in for steps: none is allowed while the server keeps them. */
    lists,
    close: () => socket.disconnect(),
    open: () => socket.connect(),
  }
}
