const HIJACKED = ['uncaughtException', 'unhandledRejection'] as const

/**
 * Runs an Emscripten loader without what it does to the process: it installs handlers that turn every unhandled rejection
 * into an abort. They are taken out again at once.
 * @param load Installs them before it returns, as all Emscripten loaders do
 */
export function withoutProcessHandlers<T>(load: () => T): T {
  const before = HIJACKED.map((event) => new Set<unknown>(process.rawListeners(event)))
  const loading = load()
  HIJACKED.forEach((event, index) => {
    for (const listener of process.rawListeners(event)) {
      if (!before[index]?.has(listener)) process.removeListener(event, listener as () => void)
    }
  })
  return loading
}
