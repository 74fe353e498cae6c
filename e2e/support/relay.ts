import { once } from 'node:events'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

/** A way to a server that tells who is on it. */
export interface Relay {
  readonly url: string
  /** How many connections are open now. */
  readonly open: number
  /** Whether every connection so far was ended by a WebSocket's close frame, and not just cut. */
  readonly allSaidGoodbye: boolean
  stop(): Promise<void>
}

/** RFC 6455, 5.2: a final close frame; a client's is masked, and carries a code of two bytes. */
const closeFrame = { opcode: 0x88, length: 0x82, bytes: 8 }

/** Hands everything on to the server at a WebSocket's address, and back. */
export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port, pathname } = new URL(target)
  const clients = new Set<Socket>()
  let cut = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let last = Buffer.alloc(0)
    clients.add(client)
    client.on('data', (bytes: Buffer) => (last = Buffer.concat([last, bytes]).subarray(-closeFrame.bytes)))
    client.on('error', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
    client.once('close', () => {
      clients.delete(client)
      if (last[0] !== closeFrame.opcode || last[1] !== closeFrame.length) cut += 1
    })
    client.pipe(upstream).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    get open() {
      return clients.size
    },
    get allSaidGoodbye() {
      return cut === 0
    },
    async stop() {
      for (const client of clients) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
