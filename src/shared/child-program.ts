/** A program of Parley's in a process of its own; hosts differ in how they start one. */
export interface ChildProgram {
  /** Sends a message (anything that can be cloned); does nothing once the process is gone. */
  post(message: unknown): void
  /** Ends the process at once, whatever it is doing. */
  kill(): void
}

export interface ChildListener {
  readonly onMessage: (message: unknown) => void
  /** The process is gone, by itself or because it was killed; told once. */
  readonly onExit: () => void
}

export type LaunchChild = (listener: ChildListener) => ChildProgram

/** The same, seen from inside of the program. */
export interface ParentProgram {
  post(message: unknown): void
  /** Gets all messages from now on. */
  listen(onMessage: (message: unknown) => void): void
}
