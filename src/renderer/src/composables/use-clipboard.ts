import { useNotices } from '../stores/notices'

/** Copies text, and says so. */
export function useClipboard() {
  const notices = useNotices()
  return async (text: string): Promise<void> => {
    if (await notices.attempt(() => navigator.clipboard.writeText(text))) notices.add({ kind: 'copied' })
  }
}
