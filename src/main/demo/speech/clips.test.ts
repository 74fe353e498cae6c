import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resourcesDirectory } from '../../../../test/support/sounds'
import { level } from '../../audio/pcm'
import { numberClips, phraseClips } from './clip-names'
import { loadVoice } from './clips'

const directory = join(resourcesDirectory, 'demo')

describe('the voice clips', () => {
  it('are all there, are heard, and no other file lies with them', async () => {
    const voice = await loadVoice(resourcesDirectory)
    const names = [...phraseClips, ...numberClips]
    expect(readdirSync(directory).toSorted()).toEqual(names.map((name) => `${name}.wav`).toSorted())
    for (const name of names) expect([name, level(voice([name])).rms > 0.01]).toEqual([name, true])
  })

  it('stay small', () => {
    const bytes = readdirSync(directory).reduce((sum, file) => sum + statSync(join(directory, file)).size, 0)
    expect(bytes).toBeLessThan(1_500_000)
  })
})

describe('loadVoice', () => {
  it('joins clips with a short pause between them', async () => {
    const voice = await loadVoice(resourcesDirectory)
    const [you, chime, both] = [voice(['you-said']), voice(['chime']), voice(['you-said', 'chime'])]
    expect(both.length).toBe(you.length + chime.length + 60 * 24)
    expect(both.subarray(0, you.length)).toEqual(you)
    expect(both.subarray(-chime.length)).toEqual(chime)
  })

  it('says which clip is missing', async () => {
    await expect(loadVoice(join(resourcesDirectory, 'nowhere'))).rejects.toMatchObject({
      error: { code: 'demo.bad_clip' },
    })
  })
})
