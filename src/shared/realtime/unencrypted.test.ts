import { expect, it } from 'vitest'
import { isUnencrypted } from './unencrypted'

it.each([
  'ws://192.168.1.2:8000/v1/realtime',
  'http://voice.example/v1',
  'WS://voice.example',
  'ws://127.0.0.1.example/',
])('others can read what is sent to %s', (address) => {
  expect(isUnencrypted(address)).toBe(true)
})

it.each([
  'wss://voice.example/v1',
  'https://voice.example/v1',
  'ws://localhost:8080',
  'ws://127.0.0.1:8080',
  'ws://127.1',
  'ws://[::1]:9',
  'ws://a.localhost',
  'voice.example',
  '',
])('nobody can read what is sent to “%s”', (address) => {
  expect(isUnencrypted(address)).toBe(false)
})
