/** The sections of the settings. */
export type SectionName =
  'endpoint' | 'assistant' | 'turns' | 'hotkeys' | 'audio' | 'network' | 'appearance' | 'privacy' | 'diagnostics'
