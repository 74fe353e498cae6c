import { parentOfWorker } from '../../src/main/programs/worker-thread'

/** Fails at the first message, in the way that a defect would. */
parentOfWorker().listen((message) => {
  throw new Error(`A defect, found in: ${String(message)}`)
})
