import type { Bridge } from '../../shared/ipc/bridge'

declare global {
  interface Window {
    /** Put there by the preload, or by the web host's client before the app starts. Read by ipc.ts only. */
    parley?: Bridge
  }
}
