import { expectReplacement } from '../../support/sound-process'
import { expectSpokenTurn, test } from '../../support/sound'

// The web host launches the sound process in its own way; all else about sound is the same in both hosts.
test.use({ hostKind: 'web' })

test('what is said while the button is held is answered aloud', ({ page, soundCard }) =>
  expectSpokenTurn(page, soundCard))

test('a sound process that dies in the middle of an answer is replaced, and the answer goes on', ({
  page,
  soundCard,
  dataDirectory,
}) => expectReplacement(page, soundCard, dataDirectory))
