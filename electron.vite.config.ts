import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

/** Build targets are what both Node 20 and the oldest Electron we run in (33: Node 20, Chrome 130) understand. */
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          cli: 'src/main/cli.ts',
          web: 'src/main/web.ts',
          sound: 'src/main/sound.ts',
          'history-worker': 'src/main/history-worker.ts',
          'recordings-worker': 'src/main/recordings-worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      // A sandboxed preload can load neither modules nor packages: one CommonJS file, everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    plugins: [vue()],
    // `npm run dev`: the page comes through Parley's own origin, but its updates straight from this server.
    server: {
      host: '127.0.0.1',
      port: 5173,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: 5173 },
    },
    build: {
      target: 'chrome130',
      minify: true,
      rolldownOptions: { input: { index: 'src/renderer/index.html', pill: 'src/renderer/pill.html' } },
    },
  },
})
