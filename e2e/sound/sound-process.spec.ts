import { readdirSync, readFileSync } from 'node:fs'
import { treeOf } from '../../bench/desktop/process-tree'
import { answer, expect, expectAnswer, say } from '../fixtures'
import { isLoud, recordFor, test, untilHeard } from '../support/sound'

const restarted = 'The sound had failed and was started again.'

/** The process of this host that owns the native sound: a program of its own, or one of Electron's utility processes. */
function soundProcess(dataDirectory: string): number {
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

test('a sound process that dies in the middle of an answer is replaced, and the answer goes on', async ({
  page,
  soundCard,
  dataDirectory,
}) => {
  await say(page, 'What is 987654 * 123456?') // which takes long to say
  await untilHeard(soundCard)
  process.kill(soundProcess(dataDirectory), 'SIGKILL')
  await expect(page.getByText(restarted)).toBeVisible()
  await untilHeard(soundCard)
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(answer(page, '121931812224.')).toBeVisible()
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible({ timeout: 40_000 }) // it is said to its end
  await say(page, 'What is 2 + 3?')
  await untilHeard(soundCard)
  await expectAnswer(page, '2 + 3 is 5.')
  await expect(page.getByText(restarted)).toHaveCount(1)
  expect(isLoud(await recordFor(soundCard, 500))).toBe(false)
})

test('it is there only while a session has use for it', async ({ page, soundCard: _soundCard, dataDirectory }) => {
  expect(() => soundProcess(dataDirectory)).toThrow()
  await page.getByRole('button', { name: 'Start session' }).click()
  await expect(page.getByText('Microphone open')).toBeVisible()
  expect(() => soundProcess(dataDirectory)).not.toThrow()
  await page.getByRole('button', { name: 'End session' }).click()
  await expect(() => expect(() => soundProcess(dataDirectory)).toThrow()).toPass()
})
