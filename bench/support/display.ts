import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * Makes sure that there is something to draw on until this process ends: the display that is there, or one of its own.
 * @returns What is missing, if there is none to be had
 */
export async function openDisplay(): Promise<string | undefined> {
  const needsNone = process.platform !== 'linux' || process.env.WAYLAND_DISPLAY
  if (needsNone || process.env.DISPLAY) return undefined
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string | null>((resolve) => {
    server.once('error', () => resolve(null))
    server.once('exit', () => resolve(null))
    const output = server.stdio[3]
    // It says the display's number when it is ready.
    if (output && 'read' in output) createInterface(output).once('line', resolve)
  })
  if (number === null) return 'there is no display, and no Xvfb to make one'
  process.env.DISPLAY = `:${number}`
  process.once('exit', () => server.kill())
  // It is there for as long as this process is, and no reason for it to go on.
  server.unref()
  for (const stream of server.stdio) if (stream && 'unref' in stream) (stream as { unref(): void }).unref()
  return undefined
}
