import { type AppError, asFailure } from '../../../shared/ipc/result'

/** A device is open only once sound moves: systems also open devices that never will. */
export class FirstSampleGate {
  /** Resolves when enough has moved; rejects when the device fails before. */
  readonly begun: Promise<void>
  #left: number
  #resolve: () => void = () => undefined
  #reject: (error: Error) => void = () => undefined

  /** @param enough how many movements it takes */
  constructor(enough: number) {
    this.#left = enough
    this.begun = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.begun.catch(() => undefined) // it may fail before somebody waits
  }

  moved(): void {
    this.#left -= 1
    if (this.#left === 0) this.#resolve()
  }

  /** The device has failed; @param tell called where it was open already */
  fail(error: AppError, tell: () => void): void {
    if (this.#left <= 0) tell()
    else this.#reject(asFailure(error))
  }
}
