import type { Patch } from '../../../../shared/conversation/patches'

/** Whether a change is something that was said, called or answered: lines of our own, moves and removals are not. */
export function hasContent(patch: Patch): boolean {
  switch (patch.op) {
    case 'insert':
    case 'update':
      return patch.item.kind !== 'notice'
    case 'append_text':
    case 'append_arguments':
      return true
    default:
      return false
  }
}
