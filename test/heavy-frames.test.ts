import { afterEach, describe, expect, it } from 'vitest'
import { messageText } from '../src/shared/conversation/item'
import type { Patch } from '../src/shared/conversation/patches'
import type { Events } from '../src/shared/ipc/contract'
import { defaultUserSettings } from '../src/shared/settings'
import { answerWith, type ScriptedServer, startScriptedServer } from './servers/scripted-server'
import { type AssistantRig, assistantRig } from './support/assistant-rig'
import { heavyFrames } from './support/heavy-frames'
import { profileWith, using } from './support/profile-settings'
import { timeLimit } from './support/time-limit'

let server: ScriptedServer | undefined
let rig: AssistantRig | undefined

afterEach(async () => {
  await rig?.close()
  await server?.close()
})

/** The words that a patch adds. */
function wordsIn(patch: Patch): string {
  if (patch.op === 'append_text') return patch.text
  const isItem = patch.op === 'insert' || patch.op === 'update'
  return isItem && patch.item.kind === 'message' ? messageText(patch.item) : ''
}

describe('a turn and the next one are answered although the server sends', () => {
  it.each(Object.keys(heavyFrames))(
    '%s',
    async (name) => {
      server = await startScriptedServer({
        answer: (turn) => answerWith(`answer ${turn}`, turn === 1 ? heavyFrames[name]?.() : []),
      })
      // Nothing is kept: the history of the tests costs more than what is tested.
      const settings = { ...defaultUserSettings, privacy: { ...defaultUserSettings.privacy, keepTranscripts: false } }
      rig = assistantRig({}, { settings: { ...settings, mode: 'ptt', ...using(profileWith({ address: server.url })) } })
      const said = new Set<string>()
      rig.assistant.subscribe((event, payload) => {
        if (event !== 'conversation.changed') return
        for (const patch of (payload as Events['conversation.changed']).patches) said.add(wordsIn(patch))
      })
      for (const answer of ['answer 1', 'answer 2']) {
        await rig.assistant.type('Hello')
        await rig.until(() => said.has(answer))
      }
      expect((await rig.words()).filter((words) => words.startsWith('answer'))).toEqual(['answer 1', 'answer 2'])
      expect(server.received.filter(({ type }) => type === 'response.create')).toHaveLength(2)
    },
    timeLimit(60_000),
  )
})
