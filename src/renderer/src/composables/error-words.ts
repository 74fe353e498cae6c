/** What a catalogue can be asked: vue-i18n's `t` and `te`. */
export interface Translator {
  /** The words under a key, with values in the places that are named for them. */
  readonly t: (key: string, values: Readonly<Record<string, string | number>>) => string
  /** Whether there are words under a key. */
  readonly te: (key: string) => boolean
}

export interface Words {
  readonly message: string
  readonly hint: string
}

/** An error as the main side sends it. */
export interface Trouble extends Words {
  readonly code: string
  readonly displayable: boolean
  readonly values?: Readonly<Record<string, string | number>>
}

/** As Parley writes its own codes. Servers have any; none of theirs is to find its way around in the catalogue. */
const ownCode = /^[a-z]+\.[a-z_]+$/

/**
 * What to say of an error in the user's language: what the catalogue has for its code; a server's own words, introduced;
 * or else the sentence as it was sent. An internal fault gets a general sentence, and its own words as the hint.
 */
export function errorWords({ t, te }: Translator, { code, message, hint, displayable, values = {} }: Trouble): Words {
  if (!displayable) return { message: t('notices.internal', {}), hint: message }
  const key = `errors.${code}`
  if (ownCode.test(code) && te(`${key}.message`)) return wordsAt(key)
  return values.said === undefined ? { message, hint } : wordsAt('errors.server.said')

  function wordsAt(entry: string): Words {
    const reason = reasonKey(values)
    const own = reason === null ? values : { ...values, reason: t(`${reason}.message`, values) }
    const hintKey = [`${entry}.hint`, ...(reason === null ? [] : [`${reason}.hint`])].find(te)
    return { message: t(`${entry}.message`, own), hint: hintKey === undefined ? '' : t(hintKey, own) }
  }

  function reasonKey({ reason }: Exclude<Trouble['values'], undefined>): string | null {
    if (reason === undefined) return null
    const named = `errors.reasons.${reason}`
    return /^\w+$/.test(String(reason)) && te(`${named}.message`) ? named : 'errors.reasons.other'
  }
}
