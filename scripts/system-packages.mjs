// Programs that the tests use beside npm's packages: a sound server with virtual devices, a voice, a browser, a display
// that nobody sees, a message bus, and what `npm run package` needs. Without them the tests that need them are skipped and say so;
// nothing else depends on them.
import { spawnSync } from 'node:child_process'

const wanted = [
  { program: 'pulseaudio', packages: ['pulseaudio', 'pulseaudio-utils', 'libasound2-plugins'] },
  { program: 'espeak-ng', packages: ['espeak-ng'] },
  { program: 'sox', packages: ['sox'] },
  { program: 'chromium-headless-shell', packages: ['chromium-headless-shell', 'fonts-dejavu-core'] },
  { program: 'xvfb-run', packages: ['xvfb', 'xauth'] },
  { program: 'dbus-daemon', packages: ['dbus'] },
  { program: 'patchelf', packages: ['patchelf'] },
  { program: 'xdotool', packages: ['xdotool'] },
  { program: 'xev', packages: ['x11-utils'] },
]

/** Whether a program can be started by its name. */
export const has = (program) => spawnSync('which', [program], { stdio: 'ignore' }).status === 0

/** Installs what is missing where that is possible without asking (Debian, as root); else names the command. */
export function ensureSystemPackages() {
  if (process.platform !== 'linux') return
  const missing = wanted.filter(({ program }) => !has(program)).flatMap(({ packages }) => packages)
  if (missing.length === 0) return
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing]
  if (!has('apt-get') || process.getuid?.() !== 0) {
    console.error(`For all of the tests, install ${missing.join(', ')}: sudo ${install.join(' ')}`)
    return
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const [program, ...rest] of [
    ['apt-get', 'update', '-qq'],
    [...install, '-qq'],
  ]) {
    const { status } = spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
    if (status !== 0) console.error(`Could not install ${missing.join(', ')}; tests that need them are skipped.`)
  }
}
