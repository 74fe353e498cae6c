import { describe, expect, it } from 'vitest'
import { connectionRequest, customProfile, serverProfile } from './endpoints'

const codeOf = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return (error as { error: { code: string } }).error.code
  }
  return undefined
}

describe('connectionRequest', () => {
  it('shows OpenAI a bearer and names the model', () => {
    expect(connectionRequest(serverProfile('openai'), 'gpt-realtime-2.1', 'sk-1')).toEqual({
      url: 'wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1',
      headers: { Authorization: 'Bearer sk-1' },
    })
  })

  it('shows Azure an api-key, and the deployment as the model', () => {
    expect(connectionRequest(serverProfile('azure', 'me.openai.azure.com'), 'my deployment', 'k')).toEqual({
      url: 'wss://me.openai.azure.com/openai/v1/realtime?model=my+deployment',
      headers: { 'api-key': 'k' },
    })
  })

  it.each([
    ['http://localhost:8080/v1/realtime', 'ws://localhost:8080/v1/realtime?model=m'],
    ['https://example.org/rt', 'wss://example.org/rt?model=m'],
    ['  ws://[::1]:9/x?model=own ', 'ws://[::1]:9/x?model=own'],
    ['ws://127.0.0.1:9/v1#fragment', 'ws://127.0.0.1:9/v1?model=m'],
  ])('takes %j for what it means', (address, url) => {
    expect(connectionRequest(customProfile(address, 'auto'), 'm', undefined)).toEqual({ url, headers: {} })
  })

  it.each(['', 'localhost:8080', 'ftp://example.org', 'ws://', 'wss://a b'])('refuses %j', (address) => {
    expect(codeOf(() => connectionRequest(customProfile(address, 'ga'), 'm', undefined))).toBe('endpoint.bad_url')
  })

  it('takes a key that was pasted with space around it, and refuses one with space inside', () => {
    expect(connectionRequest(serverProfile('openai'), 'm', ' sk-1\n').headers).toEqual({ Authorization: 'Bearer sk-1' })
    expect(codeOf(() => connectionRequest(serverProfile('openai'), 'm', 'sk-1\nsk-2'))).toBe('endpoint.bad_key')
    expect(codeOf(() => connectionRequest(serverProfile('openai'), 'm', '“sk-1”'))).toBe('endpoint.bad_key')
  })

  it('never tells a password in an address', () => {
    expect(customProfile('ws://me:secret@127.0.0.1:8080/v1', 'ga').name).toBe('127.0.0.1:8080')
    expect(() => connectionRequest(customProfile('ftp://me:secret@example.org', 'ga'), 'm', undefined)).toThrow(
      /^“ftp:\/\/example\.org” is not/,
    )
  })

  it('is named by its host', () => {
    expect(customProfile('ws://127.0.0.1:8080/v1/realtime', 'ga').name).toBe('127.0.0.1:8080')
  })
})
