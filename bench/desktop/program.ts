import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { electronLaunch } from '../../e2e/hosts/electron-host'
import { root, sandboxFlags } from '../../e2e/hosts/places'
import { withoutSound } from '../../e2e/hosts/host'
import { type Target, DevTools } from './dev-tools'

/** A program of Electron's, started as a user would start it: nothing looks into it before it is there. */
export interface Program {
  readonly process: ChildProcess
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly devTools: DevTools
  close(): Promise<void>
}

/** A program that can be measured, on a data folder that it keeps from one start to the next. */
export interface Launch {
  readonly executablePath: string
  readonly parameters: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Whether it is the page of its window that a target is. */
  readonly isWindow: (target: Target) => boolean
}

/** The program's folder comes first: Electron hides what stands before it from the program, which may start itself anew. */
const parametersFor = (folder: string, flags: readonly string[]): readonly string[] => [
  ...[folder, ...flags, ...sandboxFlags],
  '--lang=en-US',
]

export function parley(dataDirectory: string, flags: readonly string[] = []): Launch {
  const { executablePath, env } = electronLaunch({ dataDirectory, environment: withoutSound })
  return {
    executablePath,
    parameters: parametersFor(root, ['--data', dataDirectory, ...flags]),
    environment: env,
    isWindow: ({ url }) => url.endsWith('/index.html'),
  }
}

export function bareElectron(dataDirectory: string): Launch {
  const launch = parley(dataDirectory)
  return {
    ...launch,
    parameters: parametersFor(path.join(import.meta.dirname, 'bare'), []),
    environment: { ...launch.environment, BARE_DATA: dataDirectory },
  }
}

export async function start({ executablePath, parameters, environment, isWindow }: Launch): Promise<Program> {
  const port = await freePort()
  const startedAt = performance.timeOrigin + performance.now()
  const child = spawn(executablePath, [...parameters, `--remote-debugging-port=${port}`], {
    env: { ...environment },
    stdio: 'ignore',
  })
  const devTools = new DevTools(port, isWindow)
  return {
    process: child,
    startedAt,
    devTools,
    async close() {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
      await devTools.quit()
      await ended
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
