/** What a conversation can be exported as: Markdown, plain text, JSON, SubRip, WebVTT, HTML. */
export const exportFormats = ['md', 'txt', 'json', 'srt', 'vtt', 'html'] as const
export type ExportFormat = (typeof exportFormats)[number]
