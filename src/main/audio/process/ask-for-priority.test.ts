import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('../../../../test/support/priority-child.ts', import.meta.url))

interface Told {
  readonly own: number
  readonly before: string
  readonly session: string
}

async function ask({ detached, user = [] }: { detached: boolean; user?: readonly string[] }): Promise<Told> {
  const child = fork(program, user, { detached, execArgv: ['--import', 'tsx'] })
  const [told] = (await once(child, 'message')) as [Told]
  return told
}

const sharesBySession = existsSync('/proc/self/autogroup')
const mayRise = process.getuid?.() === 0
/** A user who may do nothing. */
const nobody = '65534'

describe.skipIf(!sharesBySession)('asking for priority', () => {
  it.skipIf(!mayRise)('raises the process and the session that is its own', async () => {
    expect(await ask({ detached: true })).toMatchObject({ own: -11, session: '-11' })
  })

  it.skipIf(!mayRise)('leaves a session alone that others are in', async () => {
    const { own, before, session } = await ask({ detached: false })
    expect(own).toBe(-11)
    expect(session).toBe(before)
  })

  it('goes on where it is refused', async () => {
    const { own, before, session } = await ask({ detached: true, user: mayRise ? [nobody] : [] })
    expect(own).toBeGreaterThanOrEqual(0)
    expect(session).toBe(before)
  })
})
