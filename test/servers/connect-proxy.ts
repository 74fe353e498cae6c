import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'

export interface ConnectProxy {
  /** Without user and password. */
  readonly host: string
  /** The addresses that clients asked for. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

interface ConnectProxyOptions {
  /** `user:password` that it wants; whoever has none gets 407. */
  readonly password?: string
  /** What it answers instead of letting anybody through. */
  readonly status?: number
}

/** An HTTP proxy that tunnels by CONNECT. Names that nobody knows lead to this machine. */
export async function startConnectProxy({ password, status }: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    asked.push(url)
    sockets.add(client)
    const wanted = password && `Basic ${Buffer.from(password).toString('base64')}`
    const refusal = wanted && headers['proxy-authorization'] !== wanted ? 407 : status
    if (refusal) {
      client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const target = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    sockets.add(target)
    for (const socket of [client, target]) socket.on('error', () => socket.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
