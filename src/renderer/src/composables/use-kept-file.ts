import { useNotices } from '../stores/notices'

/** A file that the user keeps: the desktop host has written it, a browser downloads it. */
type KeptFile =
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'download'; readonly name: string; readonly content: string; readonly mediaType: string }
  | { readonly kind: 'cancelled' }

/** Has a file made and kept, and says where it is, or what went wrong. */
export function useKeptFile() {
  const notices = useNotices()

  return (make: () => Promise<KeptFile>): Promise<boolean> =>
    notices.attempt(async () => {
      const outcome = await make()
      if (outcome.kind === 'written') notices.add({ kind: 'saved', path: outcome.path })
      else if (outcome.kind === 'download') download(outcome)
    })
}

function download(file: Extract<KeptFile, { kind: 'download' }>): void {
  const url = URL.createObjectURL(new Blob([file.content], { type: file.mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // The browser takes the file in its own time; a minute is plenty.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
