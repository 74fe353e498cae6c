interface WebAssemblyLoader {
  instantiate: (...given: unknown[]) => Promise<unknown>
}

/** The WebAssembly that is being loaded: that takes real time, whatever clock a test has. */
export class WebAssemblyLoads {
  readonly #loading = new Set<Promise<unknown>>()

  constructor() {
    // It is a part of Node that the types of Node leave to those of browsers.
    const loader = (globalThis as unknown as { readonly WebAssembly: WebAssemblyLoader }).WebAssembly
    const instantiate = loader.instantiate.bind(loader)
    loader.instantiate = (...given) => {
      const loading = instantiate(...given)
      this.#loading.add(loading)
      const over = (): boolean => this.#loading.delete(loading)
      loading.then(over, over)
      return loading
    }
  }

  /** Resolves when nothing is being loaded. */
  async over(): Promise<void> {
    while (this.#loading.size > 0) await Promise.allSettled(this.#loading)
  }
}
