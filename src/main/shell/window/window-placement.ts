import { z } from 'zod'

/** Pixels on the screen. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const integer = z.number().int()

/** What a window remembers between runs. */
export const placementSchema = z.object({
  bounds: z.object({ x: integer, y: integer, width: integer.positive(), height: integer.positive() }).optional(),
  maximized: z.boolean().default(false),
})
export type Placement = z.infer<typeof placementSchema>

export const smallestSize = { width: 420, height: 520 }
export const usualSize = { width: 960, height: 680 }

/** So much of a window must be on a screen for the user to get hold of it. */
const REACHABLE_PIXELS = 100

/**
 * Where a window opens: where it was, if that still is on one of the screens; else with its size, wherever the system
 * puts it.
 */
export function openingBounds(
  placement: Placement,
  screens: readonly Rectangle[],
): { x?: number; y?: number; width: number; height: number } {
  const { bounds } = placement
  if (!bounds) return usualSize
  const size = {
    width: Math.max(bounds.width, smallestSize.width),
    height: Math.max(bounds.height, smallestSize.height),
  }
  const { x, y } = bounds
  return screens.some((screen) => canBeGrabbed({ x, y, ...size }, screen)) ? { x, y, ...size } : size
}

/** The title bar is at the top: that is where windows are held. */
const canBeGrabbed = (window: Rectangle, screen: Rectangle): boolean =>
  overlap(window.x, window.width, screen.x, screen.width) >= REACHABLE_PIXELS &&
  window.y >= screen.y &&
  window.y <= screen.y + screen.height - REACHABLE_PIXELS

const overlap = (start: number, length: number, otherStart: number, otherLength: number): number =>
  Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)
