import type { AppError } from '../../../shared/ipc/result'
import type { Direction } from './messages'

/** What the user is told of devices that come and go. */

const notice = (code: string, message: string, values: { readonly device: string } | null = null): AppError => ({
  code,
  message,
  hint: '',
  displayable: true,
  ...(values && { values }),
})

export const deviceBack = (direction: Direction, device: string): AppError =>
  direction === 'microphone'
    ? notice('audio.input_back', `Parley hears you again, through "${device}".`, { device })
    : notice('audio.output_back', `Parley can be heard again, through "${device}".`, { device })

export const deviceGone = (direction: Direction): AppError =>
  direction === 'microphone'
    ? notice('audio.input_lost', 'The microphone is gone.')
    : notice('audio.output_lost', 'The speaker is gone.')

export const deviceReplaced = (direction: Direction, device: string): AppError =>
  direction === 'microphone'
    ? notice('audio.input_replaced', `Parley hears you through "${device}" now.`, { device })
    : notice('audio.output_replaced', `Parley speaks through "${device}" now.`, { device })

export const soundRestarted = (): AppError =>
  notice('audio.restarted', 'The sound had failed and was started again. The conversation goes on.')
