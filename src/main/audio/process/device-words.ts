import { type AppError, appError } from '../../../shared/ipc/result'
import type { Direction } from './messages'

/** The lines of a conversation about devices that come and go. */

export const deviceBack = (direction: Direction, device: string): AppError =>
  appError(direction === 'microphone' ? 'audio.input_back' : 'audio.output_back', { device })

export const deviceGone = (direction: Direction): AppError =>
  appError(direction === 'microphone' ? 'audio.input_lost' : 'audio.output_lost')

export const deviceReplaced = (direction: Direction, device: string): AppError =>
  appError(direction === 'microphone' ? 'audio.input_replaced' : 'audio.output_replaced', { device })

export const soundRestarted = (): AppError => appError('audio.restarted')
