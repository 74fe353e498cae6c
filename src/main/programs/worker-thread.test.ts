import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { launchWorker } from './worker-thread'

const program = fileURLToPath(new URL('../../../test/support/slow-thread.ts', import.meta.url))

it('a thread lives on while it waits for what is made ready in the background', async () => {
  const heard = await new Promise<unknown>((resolve) => {
    const thread = launchWorker(program)({
      onMessage(message) {
        resolve(message)
        thread.kill()
      },
      onExit: () => resolve('it ended'),
    })
    thread.post('hello')
  })
  expect(heard).toBe('hello')
})
