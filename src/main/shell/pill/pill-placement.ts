import { z } from 'zod'
import type { Rectangle } from '../window/window-placement'

/** Pixels. */
export const pillSize = { width: 320, height: 64 }
const MARGIN_PIXELS = 24

const share = z.number().min(0).max(1)

/**
 * Where the pill is within a display: how much of the free room is left of it, and how much above it. So the place that
 * the user has chosen means the same on any display, and never lies outside of one.
 */
export const pillPlaceSchema = z.object({ across: share, down: share })
export type PillPlace = z.infer<typeof pillPlaceSchema>

/** The middle of the lower edge. */
export const usualPillPlace: PillPlace = { across: 0.5, down: 1 }

interface Point {
  readonly x: number
  readonly y: number
}

/** @param area the display's work area, without panels and docks */
export function pillPosition({ across, down }: PillPlace, area: Rectangle): Point {
  const room = roomIn(area)
  return { x: Math.round(room.x + across * room.width), y: Math.round(room.y + down * room.height) }
}

/** The place that {@link pillPosition} makes this position of; the nearest one where it lies outside of the area. */
export function pillPlace({ x, y }: Point, area: Rectangle): PillPlace {
  const room = roomIn(area)
  return { across: shareOf(x - room.x, room.width), down: shareOf(y - room.y, room.height) }
}

/** Where the pill's corner may be. */
const roomIn = ({ x, y, width, height }: Rectangle): Rectangle => ({
  x: x + MARGIN_PIXELS,
  y: y + MARGIN_PIXELS,
  width: Math.max(0, width - pillSize.width - 2 * MARGIN_PIXELS),
  height: Math.max(0, height - pillSize.height - 2 * MARGIN_PIXELS),
})

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, Math.max(0, part / whole)))
