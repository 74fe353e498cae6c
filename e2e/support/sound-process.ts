import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { treeOf } from '../../bench/desktop/process-tree'
import { timeLimit } from '../../test/support/time-limit'
import type { VirtualSoundCard } from '../../test/support/virtual-sound-card'
import { answer, expect, expectAnswer, say } from '../fixtures'
import { isLoud, recordFor, untilHeard } from './sound'

const restarted = 'Parley’s audio failed and was restarted.'

/** The process of this host that owns the native sound: a program of its own, or one of Electron's utility processes. */
export function soundProcess(dataDirectory: string): number {
  const host = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => commandOf(pid).includes(dataDirectory) && !commandOf(pid).includes('--type='))
  const found = treeOf(host ?? 0).find((pid) => /node\.mojom\.NodeService|main\/sound\.js/.test(commandOf(pid)))
  if (found === undefined) throw new Error('There is no sound process.')
  return found
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // it has ended meanwhile
  }
}

/** Kills the sound process in the middle of an answer, and expects the answer to go on to its end. */
export async function expectReplacement(page: Page, soundCard: VirtualSoundCard, dataDirectory: string): Promise<void> {
  await say(page, 'What is 987654 * 123456?') // which takes long to say
  await untilHeard(soundCard)
  process.kill(soundProcess(dataDirectory), 'SIGKILL')
  await expect(page.getByText(restarted)).toBeVisible()
  await untilHeard(soundCard)
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(answer(page, '121931812224.')).toBeVisible()
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible({ timeout: timeLimit(40_000) }) // the whole answer has played
  await say(page, 'What is 2 + 3?')
  await untilHeard(soundCard)
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(page.getByText(restarted)).toHaveCount(1)
  expect(isLoud(await recordFor(soundCard, 500))).toBe(false)
}
