import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { Keyboard } from './keyboard'

function setUp(pushToTalk = true) {
  const heard: string[] = []
  const clock = new ManualClock()
  const keyboard = new Keyboard({
    out: new Writable({ write: (_chunk, _encoding, done) => done() }),
    clock,
    pushToTalk,
    listener: {
      onTalkPress: () => heard.push('press'),
      onTalkRelease: () => heard.push('release'),
      onTalkDiscard: () => heard.push('discard'),
      onLine: (text) => heard.push(`line: ${text}`),
      onInterrupt: () => heard.push('interrupt'),
    },
  })
  return { keyboard, clock, heard }
}

const reportsReleases = '\u001b[?27u'
const spaceDown = '\u001b[32;1:1u'
const spaceRepeat = '\u001b[32;1:2u'
const spaceUp = '\u001b[32;1:3u'

describe('Space', () => {
  it('talks while it is held, where the terminal reports its release', () => {
    const { keyboard, heard } = setUp()
    for (const chunk of [reportsReleases, spaceDown, spaceRepeat, spaceRepeat, spaceUp]) keyboard.feed(chunk)
    expect(heard).toEqual(['press', 'release'])
  })

  it('latches where the terminal does not', async () => {
    const { keyboard, clock, heard } = setUp()
    keyboard.feed(' ')
    await clock.advance(1000)
    keyboard.feed(' ')
    expect(heard).toEqual(['press', 'release'])
  })

  it('takes the repeats of a held key for one tap', async () => {
    const { keyboard, clock, heard } = setUp()
    for (let repeat = 0; repeat < 5; repeat++) {
      keyboard.feed(' ')
      await clock.advance(30)
    }
    expect(heard).toEqual(['press'])
  })

  it('is a character once a line is begun, and where turns are not taken by key', () => {
    const { keyboard, heard } = setUp()
    keyboard.feed('two words\r')
    const typing = setUp(false)
    typing.keyboard.feed(' a b\r')
    expect([heard, typing.heard]).toEqual([['line: two words'], ['line: a b']])
  })
})

describe('the line', () => {
  it('is edited, sent, and thrown away', () => {
    const { keyboard, heard } = setUp()
    keyboard.feed('hallo\u007f\u007f\u007fello\r')
    keyboard.feed('never mind\u001b')
    keyboard.feed('\r')
    expect(heard).toEqual(['line: haello'])
  })

  it('is not sent empty', () => {
    const { keyboard, heard } = setUp(false)
    keyboard.feed('   \r')
    expect(heard).toEqual([])
  })
})

describe('Escape', () => {
  it('throws the spoken turn away', () => {
    const { keyboard, heard } = setUp()
    keyboard.feed(reportsReleases + spaceDown)
    keyboard.feed('\u001b[27u')
    keyboard.feed(spaceUp)
    expect(heard).toEqual(['press', 'discard'])
  })
})
