'use strict'
// Prints a line for each key that goes down on the display, also the repeats of a held key, and also keys that a program
// has grabbed: those reach no other window. A program of its own, because the display is fixed when the hook starts.
const { uIOhook } = require('uiohook-napi')

uIOhook.on('keydown', ({ keycode }) => process.stdout.write(`${keycode}\n`))
uIOhook.start()
process.stdout.write('ready\n')
