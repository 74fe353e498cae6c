import type { Page } from '@playwright/test'
import { expect } from '../fixtures'
import { type Display, displayFixture, sharedDisplayFixture } from './display'
import { freshTest as freshBase, test as base } from './sound'

/**
 * The desktop host on a display of its own, with a keyboard that reaches whatever program has the focus, and with a
 * microphone: without one a turn is over before it has begun. The tests of a worker share all three.
 */
export const test = base.extend<{ display: Display }, { sharedDisplay: Display }>({
  sharedDisplay: [sharedDisplayFixture, { scope: 'worker' }],
  sharedEnvironment: [
    async ({ sharedCard, sharedDisplay }, use) => {
      await use({ ...sharedCard.env, ...sharedDisplay.env })
    },
    { scope: 'worker' },
  ],
  display: async ({ sharedDisplay }, use) => {
    await use(sharedDisplay)
    await sharedDisplay.closeListeners()
  },
})

/** The same with a display, a sound card and a host of the test's own. */
export const freshTest = freshBase.extend<{ display: Display }>({
  display: displayFixture,
  hostEnvironment: async ({ display, soundCard }, use) => {
    await use({ ...soundCard.env, ...display.env })
  },
})

export const hotkey = ['ctrl', 'shift', 'space'] as const
export const talkButton = (page: Page) => page.locator('[data-talk]')
export const expectTalking = (page: Page, talking: boolean) =>
  expect(talkButton(page)).toHaveAttribute('aria-pressed', String(talking))
export const recorder = (page: Page) => page.getByRole('button', { name: /^Hotkey/ })

/** The hotkey is put into force before there is a window; the window knows it when it has its snapshot. */
export const expectInForce = async (page: Page, shown: string) => {
  await expect(page.getByText(`From any app: hold ${shown}`)).toBeVisible()
}

/** Holds keys until the keyboard has repeated the last one: repeats must neither end the turn nor start another. */
export async function holdLong(page: Page, display: Display, ...keys: string[]): Promise<void> {
  await display.holdUntilRepeated(...keys)
  await expectTalking(page, true)
}

/** Presses a new hotkey on the keyboard, into the recorder. */
export async function record(page: Page, display: Display, ...keys: string[]): Promise<void> {
  await recorder(page).click()
  await expect(recorder(page)).toContainText('Press the keys…')
  await display.focus('Parley')
  await display.tap(...keys)
}
