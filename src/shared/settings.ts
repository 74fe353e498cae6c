import { z } from 'zod'
import { languageNames } from './languages'
import { demoProfile, profilesSchema } from './profiles'
import { answerTokens, noiseReductions, reasoningEfforts, speeds } from './realtime/answer-settings'
import { turnModes } from './realtime/turn-mode'

/** How the talk key is used: held, tapped once to begin and once to end, or either, told apart by how long it is down. */
export const talkBehaviours = ['auto', 'hold', 'tap'] as const
export type TalkBehaviour = (typeof talkBehaviours)[number]

export const echoChoices = ['auto', 'on', 'off'] as const
export type EchoChoice = (typeof echoChoices)[number]

/** Ctrl+Shift+Space, and Cmd+Shift+Space on macOS. */
export const defaultHotkey = 'CommandOrControl+Shift+Space'

/** A language as ISO 639 has it, in two letters, or in three where there are no two. */
export const languageCode = z.string().regex(/^[a-z]{2,3}$/)

/**
 * What the user has set. Kept as JSON; every field has a default, so that a file from an older version, or with a hole
 * in it, still means something. Keys are not settings: they are kept apart and never leave the main process.
 */
export const settingsSchema = z.object({
  /** The servers that the user has set up; the demo is always the first of them. */
  profiles: profilesSchema.default([demoProfile]),
  /** The identifier of the one in use. */
  profile: z.string().min(1).max(100).default(demoProfile.id),
  instructions: z
    .string()
    .max(20_000)
    .default('You are a helpful voice assistant. Answer briefly and in the language of the user.'),
  mode: z.enum(turnModes).default('ptt'),
  voiceDetection: z.object({
    /** 0 to 1; higher needs louder speech. */
    threshold: z.number().min(0).max(1).default(0.5),
    /** Milliseconds. */
    prefixPaddingMs: z.number().int().min(0).max(2000).default(300),
    silenceDurationMs: z.number().int().min(100).max(5000).default(500),
    eagerness: z.enum(['auto', 'low', 'medium', 'high']).default('auto'),
  }),
  transcription: z.object({
    /** What the user speaks, by its ISO 639-1 code, such as `de`; null where the server is to find out. */
    language: languageCode.nullable().default(null),
    /** Names and terms that the server is to expect, separated by commas or lines. */
    vocabulary: z.string().max(2000).default(''),
  }),
  answers: z.object({
    speed: z.number().min(speeds.least).max(speeds.most).default(speeds.usual),
    /** Null for the server's default. */
    reasoningEffort: z.enum(reasoningEfforts).nullable().default(null),
    /** The longest answer, in tokens; null for no limit. */
    maxTokens: z.number().int().min(answerTokens.least).max(answerTokens.most).nullable().default(null),
  }),
  audio: z.object({
    /** A device's identifier; null for the system's default. */
    microphone: z.string().nullable().default(null),
    speaker: z.string().nullable().default(null),
    /** Whether what the speaker plays is taken out of what the microphone hears; `auto`: hands-free, through loudspeakers. */
    echoCancellation: z.enum(echoChoices).default('auto'),
    noiseSuppression: z.boolean().default(false),
    /** What the server takes out of the sound before it listens: for a microphone near the mouth, or far; null for nothing. */
    noiseReduction: z.enum(noiseReductions).nullable().default(null),
    /** How loud answers are played: 0 (silent) to 1 (as they come). */
    volume: z.number().min(0).max(1).default(1),
  }),
  appearance: z.object({
    theme: z.enum(['system', 'light', 'dark']).default('system'),
    language: z.enum(['system', ...languageNames]).default('system'),
    /** Whether a small bar shows a call while the window is hidden; only the desktop app has it. */
    callPill: z.boolean().default(true),
  }),
  talkKey: z.object({
    behaviour: z.enum(talkBehaviours).default('auto'),
    /** The global hotkey as Electron writes accelerators, such as `CommandOrControl+Shift+Space`; null for none. */
    hotkey: z.string().max(100).nullable().default(defaultHotkey),
  }),
  privacy: z.object({
    /** Whether conversations are kept on this machine; changes hold from the next conversation on. */
    keepTranscripts: z.boolean().default(true),
    /** Whether the sound of both sides is kept with them. */
    keepAudio: z.boolean().default(false),
    /** Conversations in which nothing was said for so many days are erased, unless they are pinned; null for never. */
    keepDays: z.number().int().min(1).max(3650).nullable().default(null),
    /** Recordings are erased after so many days… */
    audioDays: z.number().int().min(1).max(3650).nullable().default(30),
    /** …and the oldest of them when they take up more than so many megabytes. */
    audioMegabytes: z.number().int().min(10).max(1_000_000).nullable().default(2000),
  }),
  network: z.object({
    proxy: z
      .object({
        /** `system`: as the environment or the system has it. */
        kind: z.enum(['system', 'none', 'manual']).default('system'),
        /** For `manual`, such as `http://proxy.example:8080`; with a user and a password where it wants them. */
        address: z.string().max(2000).default(''),
      })
      .default({ kind: 'system', address: '' }),
    /** A PEM file of more authorities whose certificates are trusted; empty for none. */
    certificates: z.string().max(2000).default(''),
  }),
  /** Whether Parley starts, hidden, when the user logs in; only the desktop app can. */
  startAtLogin: z.boolean().default(false),
})

export type Settings = z.infer<typeof settingsSchema>

/** Settings that nobody has touched. */
export const defaultUserSettings: Settings = settingsSchema.parse({
  voiceDetection: {},
  transcription: {},
  answers: {},
  audio: {},
  appearance: {},
  talkKey: {},
  privacy: {},
  network: {},
})

const { shape } = settingsSchema

/**
 * A change of settings: whole groups, or single fields outside of groups. Not `settingsSchema.partial()`, which would
 * fill in the defaults of whatever is left out, and so undo what the user has set.
 */
export const settingsChangeSchema = z.object({
  profiles: shape.profiles.unwrap().optional(),
  profile: shape.profile.unwrap().optional(),
  instructions: shape.instructions.unwrap().optional(),
  mode: shape.mode.unwrap().optional(),
  voiceDetection: shape.voiceDetection.optional(),
  transcription: shape.transcription.optional(),
  answers: shape.answers.optional(),
  audio: shape.audio.optional(),
  appearance: shape.appearance.optional(),
  talkKey: shape.talkKey.optional(),
  privacy: shape.privacy.optional(),
  network: shape.network.optional(),
  startAtLogin: shape.startAtLogin.unwrap().optional(),
})
export type SettingsChange = z.infer<typeof settingsChangeSchema>
