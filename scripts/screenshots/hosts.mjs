// Programs that the pictures are taken of: the web host, which shows the same window as the desktop app and needs no
// display, and the loopback server.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { seedFiles } from './seed.mjs'

export const root = path.resolve(import.meta.dirname, '../..')
const speech = path.join(root, 'test/fixtures/hello.wav')

/**
 * Starts the web host on a data folder of its own. The microphone is a file and the speaker plays to nobody, so that the
 * pictures show real turns on machines without sound.
 * @param settings what the user has set; the rest is as it comes
 * @param seeded whether there is a history already
 */
export async function startParley(settings = {}, seeded = false) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-screenshots-'))
  if (seeded) importSeed(data)
  fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ version: 2, ...settings }))
  const flags = ['--port', '0', '--data', data, '--input', speech, '--output', 'null']
  const { line, close } = await start('web.js', flags)
  return {
    url: /http:\S+/.exec(line)[0],
    async close() {
      await close()
      fs.rmSync(data, { recursive: true, force: true })
    },
  }
}

function importSeed(data) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-seed-'))
  const files = seedFiles().map(({ name, content }) => {
    const file = path.join(folder, name)
    fs.writeFileSync(file, content)
    return file
  })
  const { status } = spawnSync(
    process.execPath,
    [path.join('out/main/cli.js'), 'history', 'import', ...files, '--data', data],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  fs.rmSync(folder, { recursive: true })
  if (status !== 0) throw new Error('The history could not be imported.')
}

/** Starts the loopback server; its address comes back. */
export async function startServer() {
  const { line, close } = await start('cli.js', ['sim'])
  return { url: line.trim(), close }
}

/** The program's first line, and the way to end it. */
async function start(entry, flags) {
  const program = spawn(process.execPath, [path.join('out/main', entry), ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: process.env,
  })
  const [line] = await once(createInterface({ input: program.stdout }), 'line')
  return {
    line,
    async close() {
      if (program.exitCode !== null) return
      program.kill('SIGTERM')
      await once(program, 'close')
    },
  }
}
