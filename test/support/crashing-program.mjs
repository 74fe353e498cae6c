import process from 'node:process'

/** Fails at the first message, in the way that a defect would; waits to be killed otherwise. */
process.on('message', () => {
  throw new TypeError('A defect of the sound process')
})
