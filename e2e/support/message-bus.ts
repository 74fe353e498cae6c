import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import dbusNative from '@homebridge/dbus-native'

/** What is used of the library, as it really is: its own declarations leave most of it out. */
interface Library {
  createClient(options: { readonly busAddress: string }): Client
}
interface Client {
  readonly connection: { end(): void; on(event: 'error', listener: (error: Error) => void): void }
  invoke(message: Message, callback: (error: { readonly message: string } | null, ...values: unknown[]) => void): void
  requestName(name: string, flags: number, callback: (error: unknown, reply: number) => void): void
  exportInterface(object: object, path: string, description: InterfaceDescription): void
}

/** A call of a method at one object of one program on the bus. */
export interface Message {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  /** Types of the body, in D-Bus's letters. */
  readonly signature?: string
  readonly body?: readonly unknown[]
}

/** Methods by name with the types they take and give, properties by name with their type, all in D-Bus's letters. */
export interface InterfaceDescription {
  readonly name: string
  readonly methods: Readonly<Record<string, readonly [takes: string, gives: string]>>
  readonly properties: Readonly<Record<string, string>>
}

/** A private session bus, beside any that the desktop has. */
export interface MessageBus {
  /** For `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string
  /** Calls a method; answers its results. Rejects with what the other program has against it. */
  call(message: Message): Promise<readonly unknown[]>
  /** Takes a well-known name, and answers calls of an object's methods and properties at a path. */
  serve(name: string, path: string, description: InterfaceDescription, object: object): Promise<void>
  stop(): Promise<void>
}

const programs = ['/usr/bin/dbus-daemon', '/bin/dbus-daemon', '/usr/local/bin/dbus-daemon']

/** Why there can be no bus of our own on this machine; undefined when there can. */
export const messageBusMissing = (): string | undefined =>
  programs.some((program) => existsSync(program)) ? undefined : 'not installed: dbus-daemon'

/** Lets everybody say everything, and starts no programs: those of the desktop have no business here. */
const configuration = (socket: string): string => `<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

export async function startMessageBus(): Promise<MessageBus> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-bus-'))
  const file = path.join(folder, 'bus.conf')
  await writeFile(file, configuration(path.join(folder, 'bus')))
  const daemon = spawn('dbus-daemon', [`--config-file=${file}`, '--print-address', '--nofork'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const address = await firstLine(daemon)
  const client = (dbusNative as unknown as Library).createClient({ busAddress: address })
  client.connection.on('error', () => undefined) // the daemon ends before the connection does
  return {
    address,
    call: (message) =>
      new Promise((resolve, reject) => {
        client.invoke(message, (error, ...values) => {
          if (error) reject(new Error(`${message.member}: ${error.message}`))
          else resolve(values)
        })
      }),
    serve(name, at, description, object) {
      client.exportInterface(object, at, description)
      return new Promise((resolve, reject) => {
        client.requestName(name, 0, (error, reply) => {
          if (error || reply !== 1) reject(new Error(`The name ${name} could not be had.`))
          else resolve()
        })
      })
    },
    async stop() {
      client.connection.end()
      const ended = once(daemon, 'exit')
      daemon.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The bus has no output to read.')
  const [line] = (await once(createInterface(stdout), 'line')) as [string]
  return line
}
