import { describe, expect, it } from 'vitest'
import { Failure } from './ipc/result'
import { PendingRequests } from './pending-requests'

const gone = (): Failure => new Failure('storage.interrupted')

describe('PendingRequests', () => {
  it('settles each request with the answer that bears its identifier', async () => {
    const requests = new PendingRequests()
    const ids: number[] = []
    const [first, second] = [requests.send((id) => ids.push(id)), requests.send((id) => ids.push(id))]
    requests.settle({ type: 'answer', id: ids[1] ?? 0, value: 'second' })
    const error = { code: 'test.refused', message: 'No.', hint: '', displayable: true }
    requests.settle({ type: 'refused', id: ids[0] ?? 0, error })
    await expect(second).resolves.toBe('second')
    await expect(first).rejects.toMatchObject({ error })
  })

  it('rejects what waits when the program is gone, and ignores late and unknown answers', async () => {
    const requests = new PendingRequests()
    let id = 0
    const waiting = requests.send((given) => (id = given))
    requests.rejectAll(gone)
    requests.settle({ type: 'answer', id, value: 'late' })
    requests.settle({ type: 'answer', id: 99, value: 'unknown' })
    await expect(waiting).rejects.toMatchObject({ error: { code: 'storage.interrupted' } })
  })
})
