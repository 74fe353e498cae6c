import { defineConfig } from 'electron-vite'

/** Build targets are what both Node 20 and the oldest Electron we run in (33: Node 20, Chrome 130) understand. */
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      rollupOptions: {
        input: { cli: 'src/main/cli.ts' },
      },
    },
  },
})
