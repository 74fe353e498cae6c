import type { ItemId } from '../../../shared/conversation/item'

/** File systems take names of up to 255 bytes; some of them belong to what stands behind an identifier. */
const MAX_NAME_BYTES = 200

/** Names that Windows keeps for devices. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/**
 * An identifier as the name of a file or folder, on every system: no two have the same, even where upper and lower case
 * are one, and none leads out of its folder. Null for one that is too long, which no server makes.
 */
export function safeName(id: string): string | null {
  const name = [...Buffer.from(id, 'utf8')].map(escaped).join('')
  if (name === '' || name.length > MAX_NAME_BYTES) return null
  return devices.test(name) ? `${hexadecimal(name.charCodeAt(0))}${name.slice(1)}` : name
}

/** The identifier that a name stands for; null when it stands for none. */
export function idOf(name: string): string | null {
  const bytes = name.replace(/=([a-z])|%([\da-f]{2})/g, (_whole, letter?: string, code?: string) =>
    letter === undefined ? String.fromCharCode(Number.parseInt(code ?? '', 16)) : letter.toUpperCase(),
  )
  const id = Buffer.from(bytes, 'latin1').toString('utf8')
  return safeName(id) === name ? id : null
}

/** The name of a part's file, without its extension. */
export function partName(itemId: ItemId, contentIndex: number): string | null {
  const item = safeName(itemId)
  return item === null ? null : `${item}-${contentIndex}`
}

/** The part that a file's name, without its extension, stands for. */
export function partOf(name: string): { readonly itemId: ItemId; readonly contentIndex: number } | null {
  const [, item = '', index = ''] = /^(.+)-(\d{1,3})$/.exec(name) ?? []
  const itemId = idOf(item)
  return itemId === null || itemId === '' ? null : { itemId, contentIndex: Number(index) }
}

const hexadecimal = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`

function escaped(byte: number): string {
  const character = String.fromCharCode(byte)
  if (/[a-z0-9_-]/.test(character)) return character
  return /[A-Z]/.test(character) ? `=${character.toLowerCase()}` : hexadecimal(byte)
}
