import { afterEach, describe, expect, it } from 'vitest'
import type { WireEvent } from '../src/shared/realtime/wire'
import { startStandIn } from './servers/stand-in'
import { typedIn, UsualServer } from './servers/usual-server'
import { StandInSession } from './support/stand-in-session'

/** Servers with one fault each. What is wrong with an event must not cost the turn, or the next one. */
const faults: Readonly<Record<string, new (...given: ConstructorParameters<typeof UsualServer>) => UsualServer>> = {
  'ends every response under another name': class extends UsualServer {
    protected override done(id: string, status: string, message: object): void {
      super.done(`another_${id}`, status, message)
    }
  },
  'ends every response with something else than a response': class extends UsualServer {
    protected override done(): void {
      this.say({ type: 'response.done', response: 'done' })
    }
  },
  'never ends a response that was cancelled': class extends UsualServer {
    protected override cancel(): void {
      this.close()
      this.active = null
    }
  },
  'has always nothing to cancel': class extends UsualServer {
    protected override cancel(event: WireEvent): void {
      this.close()
      this.active = null
      super.cancel(event)
    }
  },
  'begins no response by name': class extends UsualServer {
    protected override begin(): void {
      this.say({ type: 'response.output_item.added', item: { id: this.active?.item, role: 'assistant' } })
    }
  },
  'tells tokens as words': class extends UsualServer {
    protected override done(id: string, status: string): void {
      this.say({ type: 'response.done', response: { id, status, usage: { total_tokens: '9', input_tokens: 'many' } } })
    }
  },
  'names nothing': class extends UsualServer {
    protected override part(): object {
      return {}
    }
  },
  'greets with a conversation': class extends UsualServer {
    override greet(): void {
      this.say({ type: 'conversation.created' })
    }
  },
  'confirms nothing': class extends UsualServer {
    protected override update(): void {
      this.words = ''
    }

    protected override create(event: WireEvent): void {
      this.words = typedIn(event)
    }
  },
}

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

describe('a server that', () => {
  it.each(Object.keys(faults))('%s is talked with all the same', async (name) => {
    const Faulty = faults[name] ?? UsualServer
    const server = await startStandIn((say) => new Faulty(say))
    const session = new StandInSession('openai', server.url, 'text')
    closers.push(
      () => session.close(),
      () => server.close(),
    )
    await session.until('waiting')
    await session.type('One')
    await session.use('ptt')
    await session.interrupt()
    await session.type('Two')
    const turns = session.said()
    expect(turns.slice(0, 2)).toEqual(['user: One', 'assistant: Answer to: One'])
    expect(turns.slice(-2)).toEqual(['user: Two', 'assistant: Answer to: Two'])
    expect(session.notices()).toEqual([])
  })
})
