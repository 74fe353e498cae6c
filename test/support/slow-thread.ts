import { parentOfWorker } from '../../src/main/programs/worker-thread'

/** Repeats what it hears, once something is ready that no handle of the thread's stands for, as WebAssembly is. */

const parent = parentOfWorker()
setTimeout(() => parent.listen((message) => parent.post(message)), 20).unref()
