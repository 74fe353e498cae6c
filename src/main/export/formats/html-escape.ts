const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/**
 * Text from outside inside a line of ours: isolated, so that neither its direction nor a direction override in it can
 * rearrange what stands around it.
 */
export const isolateHtml = (text: string): string => `<bdi>${escapeHtml(text)}</bdi>`
