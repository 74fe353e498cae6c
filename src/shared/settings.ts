import { z } from 'zod'
import { languageNames } from './languages'
import { demoProfile, profilesSchema } from './profiles'
import { answerTokens, noiseReductions, reasoningEfforts, speeds } from './realtime/answer-settings'
import { turnModes } from './realtime/turn-mode'

/** How the talk key works: hold it, tap it to start and again to send, or either, depending on how long it is down. */
export const talkBehaviours = ['auto', 'hold', 'tap'] as const
export type TalkBehaviour = (typeof talkBehaviours)[number]

export const echoChoices = ['auto', 'on', 'off'] as const
export type EchoChoice = (typeof echoChoices)[number]

/** Ctrl+Shift+Space, and Cmd+Shift+Space on macOS. */
export const defaultHotkey = 'CommandOrControl+Shift+Space'

/** An ISO 639 language code: two letters, or three if there is no code of two. */
export const languageCode = z.string().regex(/^[a-z]{2,3}$/)

/**
 * The user's settings, saved as JSON. Every field has a default, so that a file from an older version, or with a missing
 * field, still works. Keys are not settings: they are saved apart and never leave the main process.
 */
export const settingsSchema = z.object({
  /** The servers that the user has set up; the demo is always the first. */
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
    /** The language the user speaks, such as `de`; null if the server detects it. */
    language: languageCode.nullable().default(null),
    /** Names and terms that the server should expect, separated by commas or line breaks. */
    vocabulary: z.string().max(2000).default(''),
  }),
  answers: z.object({
    speed: z.number().min(speeds.least).max(speeds.most).default(speeds.usual),
    /** Null for the server's default. */
    reasoningEffort: z.enum(reasoningEfforts).nullable().default(null),
    /** Maximum answer length in tokens; null for no limit. */
    maxTokens: z.number().int().min(answerTokens.least).max(answerTokens.most).nullable().default(null),
  }),
  audio: z.object({
    /** A device's identifier; null for the system default. */
    microphone: z.string().nullable().default(null),
    speaker: z.string().nullable().default(null),
    /** `auto` cancels echo in hands-free modes through loudspeakers. */
    echoCancellation: z.enum(echoChoices).default('auto'),
    noiseSuppression: z.boolean().default(false),
    /** Noise reduction on the server, for a near or a far microphone; null for none. */
    noiseReduction: z.enum(noiseReductions).nullable().default(null),
    /** Volume of answers: 0 (silent) to 1 (unchanged). */
    volume: z.number().min(0).max(1).default(1),
  }),
  appearance: z.object({
    theme: z.enum(['system', 'light', 'dark']).default('system'),
    language: z.enum(['system', ...languageNames]).default('system'),
    /** Whether a small bar shows the conversation while the window is hidden (desktop app only). */
    callPill: z.boolean().default(true),
  }),
  talkKey: z.object({
    behaviour: z.enum(talkBehaviours).default('auto'),
    /** The global hotkey as an Electron accelerator, such as `CommandOrControl+Shift+Space`; null for none. */
    hotkey: z.string().max(100).nullable().default(defaultHotkey),
  }),
  privacy: z.object({
    /** Whether conversations are saved; a change applies to new conversations. */
    keepTranscripts: z.boolean().default(true),
    /** Whether the audio of both sides is saved too. */
    keepAudio: z.boolean().default(false),
    /** Days after which inactive conversations are deleted unless they are pinned; null for never. */
    keepDays: z.number().int().min(1).max(3650).nullable().default(null),
    /** Days after which recordings are deleted; null for never. */
    audioDays: z.number().int().min(1).max(3650).nullable().default(30),
    /** Maximum size of all recordings in megabytes; the oldest are deleted first. Null for no limit. */
    audioMegabytes: z.number().int().min(10).max(1_000_000).nullable().default(2000),
  }),
  network: z.object({
    proxy: z
      .object({
        /** `system`: the proxy of the environment, or else of the system. */
        kind: z.enum(['system', 'none', 'manual']).default('system'),
        /** For `manual`, such as `http://proxy.example:8080`, with user name and password if the proxy needs them. */
        address: z.string().max(2000).default(''),
      })
      .default({ kind: 'system', address: '' }),
    /** A PEM file with extra certificate authorities to trust; empty for none. */
    certificates: z.string().max(2000).default(''),
  }),
  /** Whether Parley starts, hidden, when the user logs in (desktop app only). */
  startAtLogin: z.boolean().default(false),
})

export type Settings = z.infer<typeof settingsSchema>

/** The default settings. */
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
 * reset every omitted field to its default.
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
