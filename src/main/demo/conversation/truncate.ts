import { msToSamples, samplesToMs } from '../../../shared/audio-format'
import { accepted, type Checked, invalidRequest, refused } from '../errors'
import { type AudioPart, isAudio, type Item, type MessageItem } from './items'

/**
 * Cuts an assistant's audio to what the user heard of it, and its transcript in proportion, as an answer to
 * `conversation.item.truncate`.
 * @param audioEndMs how much of it was heard, in milliseconds from its beginning
 */
export function truncate(item: Item, contentIndex: number, audioEndMs: number): Checked<MessageItem> {
  if (item.type !== 'message' || item.role !== 'assistant') {
    return refused(invalidRequest('invalid_value', 'Only assistant messages can be truncated.', 'item_id'))
  }
  const part = item.content[contentIndex]
  if (!part || !isAudio(part)) {
    const message = `The item has no audio at content index ${contentIndex}.`
    return refused(invalidRequest('invalid_value', message, 'content_index'))
  }
  const durationMs = samplesToMs(part.samples.length)
  if (audioEndMs > durationMs) {
    const message = `Audio content of ${durationMs}ms is already shorter than ${audioEndMs}ms`
    return refused(invalidRequest('invalid_value', message, 'audio_end_ms'))
  }
  return accepted({ ...item, content: item.content.with(contentIndex, cut(part, msToSamples(audioEndMs))) })
}

function cut(part: AudioPart, length: number): AudioPart {
  const heard = part.samples.length === 0 ? 0 : length / part.samples.length
  const words = part.transcript?.split(' ') ?? []
  return {
    ...part,
    samples: part.samples.subarray(0, length),
    transcript: words.slice(0, Math.floor(words.length * heard)).join(' '),
    truncated: true,
  }
}
