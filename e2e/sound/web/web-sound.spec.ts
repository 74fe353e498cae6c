import { expectReplacement } from '../../support/sound-process'
import { expectSpokenTurn, test } from '../../support/sound'

// The web host launches the sound process in its own way; all else about sound is the same in both hosts.
test.use({ hostKind: 'web' })

test('answers aloud what the user says while holding the button', ({ page, soundCard }) =>
  expectSpokenTurn(page, soundCard))

test('replaces a sound process that dies during an answer, and finishes the answer', ({
  page,
  soundCard,
  dataDirectory,
}) => expectReplacement(page, soundCard, dataDirectory))
