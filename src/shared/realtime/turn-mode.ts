/** How the user takes turns: with the talk key, hands-free (the server detects turns by volume or meaning), or typing. */
export const turnModes = ['ptt', 'server_vad', 'semantic_vad', 'text'] as const
export type TurnMode = (typeof turnModes)[number]
