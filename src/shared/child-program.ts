/** A program of Parley's own in another process or thread. Hosts start it in different ways. */
export interface ChildProgram {
  /** Sends a message, which must be cloneable. Does nothing after the program has ended. */
  post(message: unknown): void
  /** Ends the program at once. */
  kill(): void
}

export interface ChildListener {
  readonly onMessage: (message: unknown) => void
  /** Called once when the program has ended, by itself or by `kill()`. */
  readonly onExit: () => void
}

export type LaunchChild = (listener: ChildListener) => ChildProgram

/** The parent, as the program sees it. */
export interface ParentProgram {
  post(message: unknown): void
  /** Subscribes to all messages from now on. */
  listen(onMessage: (message: unknown) => void): void
}
