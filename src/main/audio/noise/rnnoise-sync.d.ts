declare module '@jitsi/rnnoise-wasm/dist/rnnoise-sync.js' {
  /** Makes an instance: what `rnnoise.ts` calls Rnnoise, with a promise `ready`. */
  export default function create(): unknown
}
