import { z } from 'zod'
import { createMemoryFile, type MemoryFile } from './memory-file'
import { pillPlaceSchema } from './pill/pill-placement'
import { placementSchema } from './window/window-placement'

const memorySchema = placementSchema.extend({
  /** Where the call pill was dragged to. */
  pill: pillPlaceSchema.optional(),
  /** Where the last export was saved. */
  exportFolder: z.string().optional(),
  /** Whether the user knows that closing the window does not end Parley. */
  toldAboutTray: z.boolean().default(false),
})

/** What the desktop host remembers of how it is used; not settings, since nobody sets it. */
export type Memory = MemoryFile<z.infer<typeof memorySchema>>

export const openMemory = (file: string): Memory => createMemoryFile(file, memorySchema)
