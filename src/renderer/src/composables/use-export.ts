import { type ExportFormat, useApp } from '../stores/app'
import { useNotices } from '../stores/notices'

/** Exports the conversation that is shown: the desktop host writes the file, a browser downloads it. */
export function useExport() {
  const app = useApp()
  const notices = useNotices()

  return (format: ExportFormat): Promise<boolean> =>
    notices.attempt(async () => {
      const outcome = await app.exportConversation(format)
      if (outcome.kind === 'written') notices.add({ kind: 'saved', path: outcome.path })
      else if (outcome.kind === 'download') download(outcome)
    })
}

function download(file: { readonly name: string; readonly content: string; readonly mediaType: string }): void {
  const url = URL.createObjectURL(new Blob([file.content], { type: file.mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // The browser takes the file in its own time; a minute is plenty.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
