import { type ExportFormat, useApp } from '../stores/app'
import { useKeptFile } from './use-kept-file'

/** Exports the conversation that is shown. */
export function useExport() {
  const app = useApp()
  const keep = useKeptFile()

  return (format: ExportFormat): Promise<boolean> => keep(() => app.exportConversation(format))
}
