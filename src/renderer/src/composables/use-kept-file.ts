import type { ExportOutcome } from '../stores/app'
import { useNotices } from '../stores/notices'

/** Has a file made and kept, and says where it is, or what went wrong. */
export function useKeptFile() {
  const notices = useNotices()

  return (make: () => Promise<ExportOutcome>): Promise<boolean> =>
    notices.attempt(async () => {
      const outcome = await make()
      if (outcome.kind === 'written') notices.add({ kind: 'saved', path: outcome.path })
      else if (outcome.kind === 'download') download(outcome)
    })
}

/** The host serves the file at an address of its own, once. */
function download(file: Extract<ExportOutcome, { kind: 'download' }>): void {
  const link = document.createElement('a')
  link.href = file.url
  link.download = file.name
  link.click()
}
