'use strict'
// Starts a command from source: `node scripts/run.cjs talk --endpoint demo`.
//
// The command runs in a process of its own, for two reasons that can't be had from inside it:
// - UV_THREADPOOL_SIZE must be set before the first asynchronous call, module loading included: each pending read or
//   write of an audio stream holds a thread of libuv's pool.
// - The native audio libraries print to the process's own stdout and stderr. What Parley has to say goes through two
//   descriptors of its own (3 and 4), so that `--json` stays JSON and an error stays one line.
const { spawn } = require('node:child_process')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { root, setUp } = require('./setup.cjs')

setUp()

const [command = '', ...rest] = process.argv.slice(2)
const entry = command === 'bench' ? ['bench/run.ts'] : ['src/main/cli.ts', command]
const verbose = rest.includes('--verbose')

const tsx = pathToFileURL(require.resolve('tsx')).href
const child = spawn(process.execPath, ['--import', tsx, path.join(root, entry[0]), ...entry.slice(1), ...rest], {
  // npm moves to the project's folder; paths on the command line mean the one that the user is in.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: ['inherit', verbose ? 2 : 'ignore', verbose ? 2 : 'pipe', 1, 2, 'ipc'],
  env: {
    ...process.env,
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '16',
    PARLEY_STDOUT_FD: '3',
    PARLEY_STDERR_FD: '4',
  },
})

// What the native libraries say is kept for the case that the process dies of it.
const keptCharacters = 16_384
let noise = ''
child.stderr?.setEncoding('utf8').on('data', (text) => {
  noise = (noise + text).slice(-keptCharacters)
})

// Ctrl+C reaches the child by itself; it decides when the end has come.
process.on('SIGINT', () => undefined)
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))

/** What the commands end with by themselves; 130 is a second Ctrl+C. Anything else is a crash, and the noise a clue. */
const ownExitCodes = [0, 2, 3, 4, 130]

// A command that is done may be kept from leaving by a native stream that can't be closed.
const leaveMs = 3000
let done
child.on('message', ({ exitCode }) => {
  done = exitCode
  setTimeout(() => child.kill('SIGKILL'), leaveMs).unref()
})

child.on('close', (code, signal) => {
  if (done === undefined && !ownExitCodes.includes(code))
    process.stderr.write(`${noise}\nparley: the command ended unexpectedly (${signal ?? `code ${code}`}).\n`)
  process.exitCode = done ?? code ?? 1
})
