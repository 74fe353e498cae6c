/** How long a model may think before it answers: longer is more thorough, and slower. */
export const reasoningEfforts = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const
export type ReasoningEffort = (typeof reasoningEfforts)[number]

/** Where the microphone is, for noise reduction by the server: at the mouth (headset), or in the room. */
export const noiseReductions = ['near_field', 'far_field'] as const
export type NoiseReduction = (typeof noiseReductions)[number]

/** How fast answers are spoken, as a multiple of the usual speed (OpenAI's limits). */
export const speeds = { least: 0.25, usual: 1, most: 1.5 } as const

/** How many tokens an answer may have at most (OpenAI's limits). */
export const answerTokens = { least: 1, most: 4096 } as const

/**
 * Whether a model may take a reasoning effort. Of OpenAI's models those from gpt-realtime-2 on do; names that are not
 * OpenAI's, such as those of deployments, say nothing.
 */
export const mayReason = (model: string): boolean =>
  !/^gpt-(realtime|4o)/.test(model) || /^gpt-realtime-2(?!\d)/.test(model)
