import { afterEach, describe, expect, it } from 'vitest'
import { type AssistantRig, assistantRig } from '../../../../test/support/assistant-rig'
import { createRouter } from '../../ipc/router'

const rigs: AssistantRig[] = []

afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.close()))
})

function setUp(): AssistantRig {
  const rig = assistantRig()
  rigs.push(rig)
  return rig
}

const phases = (rig: AssistantRig): string[] => rig.events('audio.test').map(({ phase }) => phase)

/** Begins a test, and waits until it records. */
async function record(rig: AssistantRig): Promise<{ outcome: ReturnType<AssistantRig['assistant']['testDevices']> }> {
  const outcome = rig.assistant.testDevices()
  await rig.until(() => phases(rig).includes('recording'))
  return { outcome }
}

const stopped = { heard: false, completed: false }

describe('the devices', () => {
  it("can't be tested during a session", async () => {
    const rig = setUp()
    await rig.assistant.start()
    await expect(rig.assistant.testDevices()).rejects.toMatchObject({ error: { code: 'audio.in_use' } })
    await rig.assistant.stop()
    const { outcome } = await record(rig)
    await rig.assistant.stopDeviceTest()
    expect(await outcome).toEqual(stopped)
  })

  it('go to a session, which ends the test first', async () => {
    const rig = setUp()
    const { outcome } = await record(rig)
    await rig.assistant.start()
    expect(await outcome).toEqual(stopped)
    const told = rig.told.filter(({ name }) => name === 'session.state' || name === 'audio.test')
    expect(told.map(({ name }) => name)).toEqual(['audio.test', 'audio.test', 'session.state'])
  })

  it('are closed when Parley quits', async () => {
    const rig = setUp()
    const { outcome } = await record(rig)
    await rig.assistant.close()
    expect(phases(rig)).toEqual(['recording', 'over'])
    expect(await outcome).toEqual(stopped)
    await expect(rig.assistant.testDevices()).rejects.toMatchObject({ error: { code: 'app.closing' } })
  })

  it('are closed when the window closes', async () => {
    const rig = setUp()
    const { outcome } = await record(rig)
    createRouter(rig.assistant).windowGone()
    expect(await outcome).toEqual(stopped)
  })

  it('are metered while they are tested', async () => {
    const rig = setUp()
    const { outcome } = await record(rig)
    await rig.until(() => rig.events('audio.levels').length > 0)
    await rig.assistant.stopDeviceTest()
    await outcome
  })
})
