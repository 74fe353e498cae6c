import { type AppError, asFailure } from '../../../shared/ipc/result'

/** Waits for a device's first samples: systems also open devices that never deliver any. */
export class FirstSampleGate {
  /** Resolves after enough blocks; rejects if the device fails before. */
  readonly begun: Promise<void>
  #left: number
  #resolve: () => void = () => undefined
  #reject: (error: Error) => void = () => undefined

  /** @param enough blocks that prove that the device works */
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

  /** Handles a failed device. @param tell called if it was open already */
  fail(error: AppError, tell: () => void): void {
    if (this.#left <= 0) tell()
    else this.#reject(asFailure(error))
  }
}
