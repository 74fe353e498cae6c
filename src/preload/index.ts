import { contextBridge, ipcRenderer } from 'electron'
import { channels } from '../shared/ipc/channels'

/**
 * Gives the window `window.parley`, and nothing else of Electron: two fixed channels, no access to any other. Names and
 * inputs are checked on the main side, which is the only one that can be trusted to. `Bridge` is the type of this.
 */
contextBridge.exposeInMainWorld('parley', {
  invoke: (name: string, input?: unknown): Promise<unknown> => ipcRenderer.invoke(channels.invoke, name, input),
  subscribe(name: string, listener: (payload: unknown) => void): () => void {
    // The window gets the payload alone: Electron's event leads to the sender, and by it to every channel.
    const onEvent = (_event: unknown, eventName: unknown, payload: unknown): void => {
      if (eventName === name) listener(payload)
    }
    ipcRenderer.on(channels.event, onEvent)
    return () => {
      ipcRenderer.off(channels.event, onEvent)
    }
  },
})
