/** The sections of the settings. */
export type SectionName =
  'endpoint' | 'assistant' | 'turns' | 'hotkeys' | 'audio' | 'appearance' | 'privacy' | 'diagnostics'
