import { z } from 'zod'
import type { Item } from '../conversation/item'
import { exportFormats } from '../history/export-format'
import type { Recording } from '../history/recording'
import { type SearchResult, searchRequestSchema } from '../history/search'
import type { HistoryPage } from '../history/summary'
import type { Patch } from '../conversation/patches'
import type { ServerAbilities } from '../realtime/server-abilities'
import { turnModes } from '../realtime/turn-mode'
import type { WireRateLimit } from '../realtime/wire'
import type { SessionState } from '../session/state'
import { profileSchema } from '../profiles'
import { type Settings, settingsChangeSchema, settingsSchema } from '../settings'
import type { Usage } from '../usage/usage'
import type { AppError } from './result'

/**
 * The only list of what a window may ask for and what it is told. The preload, the web host's client and the router are
 * all made from it. Payloads are parsed here, on the main side; answers are always a `Result`.
 */

/** A window's picture of everything, taken at one moment; patches with higher numbers are applied on top of it. */
export interface AppSnapshot {
  /** The number of the last change that is in this picture. */
  readonly sequence: number
  readonly host: 'desktop' | 'web'
  readonly version: string
  readonly session: SessionState
  readonly items: readonly Item[]
  readonly usage: Usage
  /** What the conversation has cost, in US dollars; null where the price is unknown. */
  readonly dollars: number | null
  readonly rateLimits: readonly WireRateLimit[]
  readonly settings: Settings
  /** The identifiers of the profiles for which a key is kept. Never the keys. */
  readonly keys: readonly string[]
  /** How well keys are protected: by the system's key ring, by a file's permissions, or by not being kept at all. */
  readonly keyProtection: 'keyring' | 'file' | 'memory'
  readonly conversation: ShownConversation
  readonly talk: TalkState
  readonly hotkey: HotkeyStatus
  /** Whether nothing comes from the microphone, as `audio.silence` tells. */
  readonly silent: boolean
  readonly echo: EchoStatus
  /** What was typed and not sent. */
  readonly draft: string
  /** Why conversations can't be kept at the moment; null while they can, or where the user wants none kept. */
  readonly storageTrouble: AppError | null
  readonly eventRecording: EventRecordingStatus
}

/** The conversation that a window shows. */
export interface ShownConversation {
  readonly id: string
  /** The user's own, or the first words. */
  readonly title: string
  /** Whether turns are taken in it; another one can be read and continued. */
  readonly live: boolean
  /** Whether nothing of it is written to disk. */
  readonly offTheRecord: boolean
  /** What was recorded of it. */
  readonly recordings: readonly Recording[]
  /** Where a recording is found: here, then `/`, its item, `/` and its content index. */
  readonly recordingsUrl: string
}

/** Whether a turn is being said with the talk key: while it is down, or hands-off after a tap. */
export type TalkState = 'silent' | 'held' | 'latched'

/** What the global hotkey can do on this machine, as it is now. */
export type HotkeyStatus =
  /** The host has no global hotkeys. */
  | { readonly kind: 'unavailable' }
  /** The user wants none. */
  | { readonly kind: 'off' }
  /** Its going down and its coming up are seen. */
  | { readonly kind: 'full' }
  /** Only its being pressed is seen, so that it begins and ends a turn in turn. */
  | { readonly kind: 'toggle'; readonly reason: 'wayland' | 'accessibility' | 'no_hook' }
  /** Another program has it. */
  | { readonly kind: 'taken' }

/** A change of the conversation, numbered: when a number is missing, the window asks for a snapshot. */
export interface ConversationChange {
  readonly sequence: number
  readonly conversationId: string
  readonly patches: readonly Patch[]
  readonly dollars: number | null
}

export interface AudioDeviceSummary {
  readonly id: string
  readonly name: string
  readonly input: boolean
  readonly output: boolean
}

/** How loud it is now, 0 to 1. */
export interface Levels {
  readonly microphone: number
  readonly speaker: number
}

/** What becomes of the speaker's sound in the microphone. */
export interface EchoStatus {
  /** Whether the echo canceller is at work. */
  readonly active: boolean
  /**
   * By how many decibels the echo was quieter behind the canceller, in the last second in which there was one; null when
   * there has been none yet.
   */
  readonly erleDb: number | null
}

/** A file to keep: the desktop host has written it, the web host leaves it to the browser. */
export type ExportOutcome =
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'download'; readonly name: string; readonly url: string }
  | { readonly kind: 'cancelled' }

export type AudioTestPhase = 'recording' | 'playing' | 'over'

/** What a test of the devices came to. */
export interface AudioTestOutcome {
  /** Whether the microphone delivered anything but silence; nothing is played where it did not. */
  readonly heard: boolean
  /** Whether it went on to its end; false when it was stopped. */
  readonly completed: boolean
}

export interface Diagnostics {
  readonly counts: readonly { readonly type: string; readonly count: number; readonly known: boolean }[]
  readonly unknown: number
  readonly malformed: number
  /** The last events, newest last, with audio and keys taken out. */
  readonly recent: readonly { readonly at: number; readonly type: string; readonly text: string }[]
}

/** What becomes of the events between Parley and the server. */
export type EventRecordingStatus =
  /** They are not recorded, and no recording is kept. */
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly withAudio: boolean }
  /** The last recording is over and can be saved. */
  | { readonly kind: 'kept'; readonly bytes: number }

interface Request<I, O> {
  readonly input: z.ZodType<I>
  /** Only a type: answers come from our own side. */
  readonly output?: O
}

const request = <O>() => ({
  taking: <I>(input: z.ZodType<I>): Request<I, O> => ({ input }),
  takingNothing: (): Request<undefined, O> => ({ input: z.undefined() }),
})

const text = z.string().trim().min(1).max(100_000)
const id = z.string().min(1).max(200)
/** When the input device reported an event, in milliseconds since 1970 by the page's clock. */
const keyTime = z.number()
const ids = z.array(id).min(1).max(100_000)

export const requests = {
  /** Everything, to begin with and whenever a change was missed. */
  'app.snapshot': request<AppSnapshot>().takingNothing(),

  /** Opens a session on the chosen endpoint; what becomes of it is told by `session.state`. */
  /** Returns the last lines of the log, oldest first, and the folder that holds it. */
  'log.read': request<{ readonly folder: string; readonly lines: readonly string[] }>().takingNothing(),
  /** Opens the folder of the log; only the desktop app can. */
  'log.openFolder': request<undefined>().takingNothing(),
  /** Reports an error of the page, as {@link describeThrown} describes it. */
  'log.report': request<undefined>().taking(z.object({ error: z.string().max(1000), stack: z.string().max(8000) })),

  'session.start': request<undefined>().takingNothing(),
  'session.stop': request<undefined>().takingNothing(),
  'session.interrupt': request<undefined>().takingNothing(),
  /** Requests the answer again, in place of the late one. */
  'session.retry': request<undefined>().takingNothing(),
  'session.mute': request<undefined>().taking(z.object({ muted: z.boolean() })),
  'session.changeMode': request<undefined>().taking(z.object({ mode: z.enum(turnModes) })),
  /** A typed turn; opens a session first where there is none. Answers the new item's identifier. */
  'session.type': request<{ readonly itemId: string }>().taking(z.object({ text })),

  /** The window's talk key goes down; opens a session first where there is none. What that means is told by `talk.changed`. */
  'talk.down': request<undefined>().taking(z.object({ at: keyTime })),
  'talk.up': request<undefined>().taking(z.object({ at: keyTime })),
  /** For keyboards and screen readers, which click: begins a turn, or ends the one that is being said. */
  'talk.tap': request<undefined>().takingNothing(),
  /** The window can't see its key any more, and may miss that it comes up. */
  'talk.lose': request<undefined>().takingNothing(),
  /** Throws away the turn that is being said; means nothing when none is. */
  'talk.cancel': request<undefined>().takingNothing(),

  /** Keeps what is typed and not sent yet, so that no window takes it along when it goes. */
  'draft.keep': request<undefined>().taking(z.object({ text: z.string().max(100_000) })),

  /** Ends the session and begins an empty conversation; the old one stays in the history, unless it is off the record. */
  'conversation.new': request<undefined>().taking(z.object({ offTheRecord: z.boolean() })),
  /** Shows a conversation of the history; a session goes on meanwhile. */
  'conversation.open': request<undefined>().taking(z.object({ id })),
  /** Ends the session; turns are taken in this conversation from now on, and the model is told what was said in it. */
  'conversation.continue': request<undefined>().taking(z.object({ id })),
  'conversation.removeItem': request<undefined>().taking(z.object({ id })),

  'history.list': request<HistoryPage>().taking(
    z.object({ cursor: z.string().max(200).nullable(), limit: z.number().int().min(1).max(200) }),
  ),
  'history.search': request<SearchResult>().taking(searchRequestSchema),
  /** An empty title gives back the first words. */
  'history.rename': request<undefined>().taking(z.object({ id, title: z.string().trim().max(200) })),
  'history.pin': request<undefined>().taking(z.object({ ids, pinned: z.boolean() })),
  /** Takes conversations out of the history; they can be had back for a while, and are then erased. */
  'history.remove': request<undefined>().taking(z.object({ ids })),
  'history.restore': request<undefined>().taking(z.object({ ids })),
  /** Erases every conversation and recording. */
  'history.forget': request<undefined>().takingNothing(),
  /** Exports conversations, or all of them: one as a file of its own, several as a ZIP archive with a file for each. */
  'history.export': request<ExportOutcome>().taking(
    z.object({
      ids: z.union([ids, z.literal('all')]),
      format: z.enum(exportFormats),
      /** Whether recordings go along, where the format can hold them (HTML). */
      withAudio: z.boolean(),
    }),
  ),
  /** Conversations as Markdown, for the clipboard. */
  'history.copy': request<{ readonly text: string }>().taking(z.object({ ids })),
  /** The user has begun to drag conversations out of the window; only the desktop app can. */
  'history.drag': request<undefined>().taking(z.object({ ids })),
  /** Hands a conversation to the system's share sheet, where it has one (macOS). */
  'history.share': request<undefined>().taking(z.object({ ids })),

  'settings.change': request<Settings>().taking(settingsChangeSchema),
  /** Tries a key against the profile's server, and keeps it only if the server takes it. */
  'keys.save': request<ServerAbilities>().taking(
    z.object({ profile: profileSchema, key: z.string().min(1).max(1000) }),
  ),
  /** Removes the key of the profile with this identifier. */
  'keys.remove': request<undefined>().taking(z.object({ id })),
  /**
   * Opens a session on the profile's server, and ends it; answers within ten seconds. Like `keys.save`, it fails with
   * `endpoint.unencrypted` where the key would be sent without encryption and the profile doesn't allow that.
   */
  'endpoint.test': request<ServerAbilities>().taking(z.object({ profile: profileSchema })),
  'devices.list': request<readonly AudioDeviceSummary[]>().takingNothing(),
  /**
   * Records from the chosen microphone and plays it through the chosen speaker; answers when that is over or stopped.
   * Fails with `audio.in_use` while a session is open. How it goes is told by `audio.test` and `audio.levels`.
   */
  'audio.test': request<AudioTestOutcome>().takingNothing(),
  'audio.stopTest': request<undefined>().takingNothing(),

  /** Puts another global hotkey into force, or none; fails, and keeps the old one, where it can't be had. */
  'hotkey.choose': request<undefined>().taking(
    z.object({ hotkey: settingsSchema.shape.talkKey.shape.hotkey.unwrap() }),
  ),
  /**
   * While paused, the hotkey's keys reach the window, which records a new combination. Choosing one ends the pause, and
   * so does the window's end.
   */
  'hotkey.pause': request<undefined>().taking(z.object({ paused: z.boolean() })),
  /** Asks the system for what seeing keys needs, where it can be asked (macOS). */
  'hotkey.askPermission': request<undefined>().takingNothing(),
  /** Brings the main window in front; for the call pill. */
  'window.show': request<undefined>().takingNothing(),
  /** Whether the page has something open that would be lost with it, so that a hidden window is not released. */
  'window.keep': request<undefined>().taking(z.object({ kept: z.boolean() })),

  'diagnostics.read': request<Diagnostics>().takingNothing(),
  /** Lets the user keep what developers need to know about a fault; no word that was said is in it, and no key. */
  'diagnostics.report': request<ExportOutcome>().takingNothing(),
  /** Begins to record what is sent and received, in place of the last recording. Ends with the program at the latest. */
  'diagnostics.startRecording': request<undefined>().taking(z.object({ withAudio: z.boolean() })),
  'diagnostics.stopRecording': request<undefined>().takingNothing(),
  /** Lets the user keep the last recording. */
  'diagnostics.saveRecording': request<ExportOutcome>().takingNothing(),
  'diagnostics.removeRecording': request<undefined>().takingNothing(),
  /** Opens a link in the user's browser, if it is one of those that Parley links to. */
  'links.open': request<undefined>().taking(z.object({ url: z.url().max(2000) })),
} as const

export type RequestName = keyof typeof requests
export type RequestInput<N extends RequestName> = z.infer<(typeof requests)[N]['input']>
export type RequestOutput<N extends RequestName> = (typeof requests)[N] extends
  Request<never, infer O> | Request<infer _I, infer O>
  ? O
  : never

/** What a window is told without asking. */
export interface Events {
  'session.state': SessionState
  'conversation.changed': ConversationChange
  /** Another conversation is shown, or something about it has changed as a whole: ask for a snapshot. */
  'conversation.replaced': { readonly conversationId: string }
  /** The list of conversations has changed: ask for it anew. */
  'history.changed': Record<string, never>
  /** Conversations can't be kept; null when they can again. */
  'history.trouble': AppError | null
  /** What is recorded of the conversation that is shown. */
  'recordings.changed': { readonly conversationId: string; readonly recordings: readonly Recording[] }
  'settings.changed': Settings
  /** At most twenty times a second, and only while something is open. */
  'audio.levels': Levels
  /** When it changes, and at most once a second. */
  'audio.echo': EchoStatus
  /**
   * Whether the microphone has delivered nothing but silence for so long that something may be wrong with it. Over as soon
   * as anything is heard, another turn begins, or the microphone is closed or exchanged.
   */
  'audio.silence': { readonly silent: boolean }
  'audio.test': { readonly phase: AudioTestPhase }
  'diagnostics.recording': EventRecordingStatus
  'talk.changed': TalkState
  'hotkey.changed': HotkeyStatus
  /** The hotkey was pressed, and nothing could come of it. */
  'app.trouble': AppError
  /** The menu or the tray asks the window for something. */
  command: { readonly name: 'export' | 'settings' | 'new_conversation' }
}

export type EventName = keyof Events
