import { expect, type Page } from '@playwright/test'
import { answer, say } from '../fixtures'

/** The panel of the history. */
export const panelOf = (page: Page) => page.getByRole('navigation', { name: 'History' })

/** An entry of the list, by a part of its title. */
export const entryOf = (page: Page, title: string) =>
  panelOf(page).getByRole('grid', { name: 'Conversations' }).getByRole('button', { name: title })

/** A hit of a search, by a part of what it shows. */
export const hitOf = (page: Page, text: string) =>
  panelOf(page).getByRole('list', { name: 'Messages found' }).getByRole('button', { name: text })

/** Asks the demo something by typing, and waits for the answer. */
export async function ask(page: Page, question: string, expected: string): Promise<void> {
  await say(page, question)
  await expect(answer(page, expected).first()).toBeVisible()
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible()
}

/** What an empty conversation says, in each mode. */
export const emptyConversation = (page: Page) =>
  page.getByText(/^(Hold Space and say something|Say something|Type a message below)$/)

/** Begins an empty conversation. */
export async function startAnew(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New conversation', exact: true }).click()
  await expect(emptyConversation(page)).toBeVisible()
}

/** Types into the search field. */
export async function searchFor(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill(query)
}

/** The words that are marked in the conversation: everywhere, or where one is. */
export const markedWords = (page: Page, where: 'found' | 'found-here'): Promise<readonly string[]> =>
  page.evaluate(`[...(CSS.highlights.get('${where}') ?? [])].map(String)`)

/** Chooses from the menu of an entry. */
export async function chooseFor(page: Page, title: string, ...path: readonly string[]): Promise<void> {
  await entryOf(page, title).click({ button: 'right' })
  for (const name of path) await page.getByRole('menuitem', { name, exact: true }).click()
}
