import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeRelocatable } from './scripts/make-relocatable.mjs'

/**
 * What goes into a package, and how it is locked. `npm run package` runs it.
 *
 * Main's own code and its pure JavaScript are one bundle in out/; only what can't be bundled travels as packages: those
 * of `dependencies` in package.json, without their sources.
 */

const { ELECTRON_OVERRIDE_DIST_PATH: givenElectron } = process.env

/** A universal app for macOS holds both processors' addons; everything else only its own. */
const ownPrebuild = process.platform === 'darwin' ? 'darwin-*' : '${platform}-${arch}'

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'app.parley.desktop',
  productName: 'Parley',
  copyright: /^Copyright .+$/m.exec(readFileSync('LICENSE', 'utf8'))?.[0],
  // Whoever publishes packages puts a name and an address of their own here; `.invalid` belongs to nobody.
  extraMetadata: { author: 'Parley', homepage: 'https://parley.invalid', desktopName: 'parley.desktop' },
  directories: { output: 'dist', buildResources: 'resources/icons/package' },
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',

  // The electron package's own version, downloaded, or an unpacked one that is there; it says itself which it is.
  ...(givenElectron && {
    electronDist: givenElectron,
    electronVersion: existsSync(join(givenElectron, 'version'))
      ? readFileSync(join(givenElectron, 'version'), 'utf8').trim().replace(/^v/, '')
      : undefined,
  }),
  // The window speaks these; Chromium falls back to English.
  electronLanguages: ['en-US', 'de'],

  files: [
    'out/**',
    // The hosts of the terminal and of the browser, which run on Node.
    '!out/main/{cli,web}.js',
    'resources/**',
    '!resources/icons/package',
    'LICENSE',
    // Addons and WebAssembly without what they were made from and for whom else.
    '!**/node_modules/**/*.{map,ts,h,c,cc,gyp,gypi}',
    '!**/node_modules/**/{readme,Readme,README,History,SECURITY}.md',
    '!**/node_modules/**/{test,tests}/**',
    '!**/node_modules/naudiodon/{portaudio,scratch,src}/**',
    '!**/node_modules/naudiodon/build/!(Release)',
    '!**/node_modules/naudiodon/build/Release/!(*.node|*.dll|*.dylib|*.so.*)',
    '!**/node_modules/naudiodon/build/Release/*/**',
    '!**/node_modules/uiohook-napi/{build,libuiohook,src}/**',
    `!**/node_modules/uiohook-napi/prebuilds/!(${ownPrebuild})/**`,
    '!**/node_modules/node-gyp-build/{bin,build-test,optional}.js',
    // Built for another C library than Electron's.
    '!**/node_modules/@libsql/*-musl*/**',
    // One of its builds is used.
    '!**/node_modules/libflacjs/{doc,example,lib,src,tools,types-compat}/**',
    '!**/node_modules/libflacjs/dist/!(libflac.min.wasm.*)',
    '!**/node_modules/speex-resampler/{src/**,app/{index,test}.js,tsconfig.json}',
  ],
  // Libraries can be loaded from a folder only; the scripts beside them stay in the archive.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.{node,dll,dylib}', '**/*.so.*'],
  // Addons speak Node-API, which Node and Electron have in common: what `npm ci` built runs in both.
  npmRebuild: false,
  afterPack: makeRelocatable,

  // Nobody who can start Parley or change its files is to run code under its name (its keys, its microphone).
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true, // macOS and Windows; Linux ignores it
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false, // there is none
    grantFileProtocolExtraPrivileges: false, // the window has a scheme of its own
    resetAdHocDarwinSignature: true,
  },

  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'parley',
    icon: 'resources/icons/package/linux',
    category: 'AudioVideo;Utility',
    synopsis: 'Voice assistant',
    description: 'Hold a key, talk, let go, hear the answer.',
    maintainer: 'Parley <parley@localhost>',
    syncDesktopName: true,
    desktop: {
      entry: {
        GenericName: 'Voice assistant',
        'GenericName[de]': 'Sprachassistent',
        'Comment[de]': 'Taste halten, sprechen, loslassen, Antwort hören.',
        Keywords: 'voice;assistant;speech;',
      },
    },
  },
  // The older one needs a library (FUSE 2) that newer systems don't have.
  toolsets: { appimage: '1.0.3' },
  deb: {
    packageCategory: 'sound',
    // Electron's, then what the addons for sound and the hotkey are linked with.
    depends: [
      'libgtk-3-0',
      'libnotify4',
      'libnss3',
      'libxss1',
      'libxtst6',
      'xdg-utils',
      'libatspi2.0-0',
      'libuuid1',
      'libsecret-1-0',
      'libgbm1',
      'libasound2',
      'libx11-6',
      'libxrandr2',
      'libxt6',
    ],
  },
  mac: {
    target: [{ target: 'dmg', arch: 'universal' }],
    icon: 'resources/icons/package/parley.icns',
    category: 'public.app-category.productivity',
    // Signed for this machine only, which Apple's own processors ask for; a certificate takes `identity` away.
    identity: '-',
    hardenedRuntime: false,
    // Prebuilt for each processor, in both halves of a universal app.
    x64ArchFiles: '**/{uiohook-napi/prebuilds,@libsql}/**',
    extendInfo: { NSMicrophoneUsageDescription: 'Parley hears you while you talk to it.' },
  },
  win: {
    target: ['nsis'],
    icon: 'resources/icons/package/parley.ico',
  },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
}
