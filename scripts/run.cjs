'use strict'
// Starts a command from source: `node scripts/run.cjs talk --endpoint demo`.
const { spawn } = require('node:child_process')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { root, setUp } = require('./setup.cjs')

setUp()

const [command = '', ...rest] = process.argv.slice(2)
const entry = command === 'bench' ? ['bench/run.ts'] : ['src/main/cli.ts', command]

const tsx = pathToFileURL(require.resolve('tsx')).href
const child = spawn(process.execPath, ['--import', tsx, path.join(root, entry[0]), ...entry.slice(1), ...rest], {
  // npm moves to the project's folder; paths on the command line mean the one that the user is in.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
})

// Ctrl+C reaches the child by itself; it decides when the end has come.
process.on('SIGINT', () => undefined)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))

child.on('close', (code, signal) => {
  if (code === null) process.stderr.write(`\nparley: the command ended unexpectedly (${signal}).\n`)
  process.exitCode = code ?? 1
})
