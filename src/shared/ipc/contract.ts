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
 * Every request that a window can make, and every event that it receives. The preload, the web host's client and the
 * router are made from this list. The main side parses payloads with these schemas; every answer is a `Result`.
 */

/** Everything that a window shows, at one moment. The window applies patches with higher numbers on top of it. */
export interface AppSnapshot {
  /** The number of the last change that the snapshot contains. */
  readonly sequence: number
  readonly host: 'desktop' | 'web'
  readonly version: string
  readonly session: SessionState
  readonly items: readonly Item[]
  readonly usage: Usage
  /** The cost of the conversation in US dollars; null if the price is unknown. */
  readonly dollars: number | null
  readonly rateLimits: readonly WireRateLimit[]
  readonly settings: Settings
  /** The identifiers of the profiles that have a saved key. Never the keys. */
  readonly keys: readonly string[]
  /** What protects keys: the system's keyring, a file's permissions, or that they are kept in memory only. */
  readonly keyProtection: 'keyring' | 'file' | 'memory'
  readonly conversation: ShownConversation
  readonly talk: TalkState
  readonly hotkey: HotkeyStatus
  /** Whether the microphone delivers only silence; see the event `audio.silence`. */
  readonly silent: boolean
  readonly echo: EchoStatus
  /** Text in the composer that has not been sent. */
  readonly draft: string
  /** Why conversations can't be saved at the moment; null if they can, or if saving is off. */
  readonly storageTrouble: AppError | null
  readonly eventRecording: EventRecordingStatus
}

/** The conversation that a window shows. */
export interface ShownConversation {
  readonly id: string
  /** The user's title, or the conversation's first words. */
  readonly title: string
  /** Whether new turns go into it. Another conversation can be read, and continued. */
  readonly live: boolean
  /** Whether it is off the record: never written to disk. */
  readonly offTheRecord: boolean
  /** The recordings of its parts. */
  readonly recordings: readonly Recording[]
  /** The address of its recordings; `/<item>/<content index>` follows. */
  readonly recordingsUrl: string
}

/** Whether the user is talking with the talk key: holding it, or latched after a tap. */
export type TalkState = 'silent' | 'held' | 'latched'

/** What the global hotkey can do on this machine at the moment. */
export type HotkeyStatus =
  /** The host has no global hotkeys. */
  | { readonly kind: 'unavailable' }
  /** The user has chosen none. */
  | { readonly kind: 'off' }
  /** Parley sees the hotkey go down and come up, so it can be held. */
  | { readonly kind: 'full' }
  /** Parley sees only that it is pressed, so it starts and ends a turn alternately. */
  | { readonly kind: 'toggle'; readonly reason: 'wayland' | 'accessibility' | 'no_hook' }
  /** Another program uses it. */
  | { readonly kind: 'taken' }

/** A change of the conversation. If a number is missing, the window asks for a snapshot. */
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

/** What the echo canceller does. */
export interface EchoStatus {
  /** Whether it is active. */
  readonly active: boolean
  /** By how many decibels it reduced the echo, in the last second that had one; null before there was one. */
  readonly erleDb: number | null
}

/** A file for the user: the desktop app has written it, or the browser downloads it. */
export type ExportOutcome =
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'download'; readonly name: string; readonly url: string }
  | { readonly kind: 'cancelled' }

export type AudioTestPhase = 'recording' | 'playing' | 'over'

/** The result of a test of microphone and speaker. */
export interface AudioTestOutcome {
  /** Whether the microphone delivered anything but silence. If not, nothing is played. */
  readonly heard: boolean
  /** Whether it ran to its end; false if it was stopped. */
  readonly completed: boolean
}

export interface Diagnostics {
  readonly counts: readonly { readonly type: string; readonly count: number; readonly known: boolean }[]
  readonly unknown: number
  readonly malformed: number
  /** The last events, newest last, without audio and keys. */
  readonly recent: readonly { readonly at: number; readonly type: string; readonly text: string }[]
}

/** Whether the events between Parley and the server are recorded. */
export type EventRecordingStatus =
  /** They are not, and there is no recording. */
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly withAudio: boolean }
  /** The last recording has ended and can be saved. */
  | { readonly kind: 'kept'; readonly bytes: number }

interface Request<I, O> {
  readonly input: z.ZodType<I>
  /** Only a type: answers come from our own side and are not parsed. */
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
  /** Returns everything: when a window opens, and whenever it has missed a change. */
  'app.snapshot': request<AppSnapshot>().takingNothing(),

  /** Opens a session on the server in use. `session.state` reports its progress. */
  /** Returns the last lines of the log, oldest first, and the folder that holds it. */
  'log.read': request<{ readonly folder: string; readonly lines: readonly string[] }>().takingNothing(),
  /** Opens the folder of the log; only the desktop app can. */
  'log.openFolder': request<undefined>().takingNothing(),
  /** Reports an error of the page, as {@link describeThrown} describes it. */
  'log.report': request<undefined>().taking(z.object({ error: z.string().max(1000), stack: z.string().max(8000) })),

  'session.start': request<undefined>().takingNothing(),
  'session.stop': request<undefined>().takingNothing(),
  'session.interrupt': request<undefined>().takingNothing(),
  /** Requests a late answer again. */
  'session.retry': request<undefined>().takingNothing(),
  'session.mute': request<undefined>().taking(z.object({ muted: z.boolean() })),
  'session.changeMode': request<undefined>().taking(z.object({ mode: z.enum(turnModes) })),
  /** Sends a typed turn, and opens a session if there is none. Returns the new item's identifier. */
  'session.type': request<{ readonly itemId: string }>().taking(z.object({ text })),

  /** The talk key goes down. Opens a session if there is none. `talk.changed` reports the result. */
  'talk.down': request<undefined>().taking(z.object({ at: keyTime })),
  'talk.up': request<undefined>().taking(z.object({ at: keyTime })),
  /** Starts a turn, or ends the current one: for keyboards and screen readers, which click. */
  'talk.tap': request<undefined>().takingNothing(),
  /** The window has lost the focus and may not see the key come up. */
  'talk.lose': request<undefined>().takingNothing(),
  /** Cancels the current turn; does nothing if there is none. */
  'talk.cancel': request<undefined>().takingNothing(),

  /** Keeps unsent text on the main side, so that it survives the window. */
  'draft.keep': request<undefined>().taking(z.object({ text: z.string().max(100_000) })),

  /** Ends the session and starts an empty conversation. The old one stays in the history unless it is off the record. */
  'conversation.new': request<undefined>().taking(z.object({ offTheRecord: z.boolean() })),
  /** Shows a conversation from the history. A running session goes on. */
  'conversation.open': request<undefined>().taking(z.object({ id })),
  /** Ends the session and continues this conversation: the next session gets its text as context. */
  'conversation.continue': request<undefined>().taking(z.object({ id })),
  'conversation.removeItem': request<undefined>().taking(z.object({ id })),

  'history.list': request<HistoryPage>().taking(
    z.object({ cursor: z.string().max(200).nullable(), limit: z.number().int().min(1).max(200) }),
  ),
  'history.search': request<SearchResult>().taking(searchRequestSchema),
  /** An empty title restores the first words as the title. */
  'history.rename': request<undefined>().taking(z.object({ id, title: z.string().trim().max(200) })),
  'history.pin': request<undefined>().taking(z.object({ ids, pinned: z.boolean() })),
  /** Removes conversations from the history. They can be restored for 30 seconds and are then erased. */
  'history.remove': request<undefined>().taking(z.object({ ids })),
  'history.restore': request<undefined>().taking(z.object({ ids })),
  /** Erases every conversation and recording. */
  'history.forget': request<undefined>().takingNothing(),
  /** Exports conversations, or all of them: one as a file of its own, several as a ZIP archive with a file for each. */
  'history.export': request<ExportOutcome>().taking(
    z.object({
      ids: z.union([ids, z.literal('all')]),
      format: z.enum(exportFormats),
      /** Whether the file contains the recordings; only HTML can. */
      withAudio: z.boolean(),
    }),
  ),
  /** Returns conversations as Markdown, for the clipboard. */
  'history.copy': request<{ readonly text: string }>().taking(z.object({ ids })),
  /** Starts dragging conversations out of the window as a file; only the desktop app can. */
  'history.drag': request<undefined>().taking(z.object({ ids })),
  /** Opens the system's share sheet with a conversation (macOS only). */
  'history.share': request<undefined>().taking(z.object({ ids })),

  'settings.change': request<Settings>().taking(settingsChangeSchema),
  /** Tests a key with the profile's server, and saves it only if the server accepts it. */
  'keys.save': request<ServerAbilities>().taking(
    z.object({ profile: profileSchema, key: z.string().min(1).max(1000) }),
  ),
  /** Removes the key of the profile with this identifier. */
  'keys.remove': request<undefined>().taking(z.object({ id })),
  /**
   * Opens a session on the profile's server and ends it, within ten seconds. Fails with `endpoint.unencrypted`, as
   * `keys.save` does, if it would send the key without encryption and the profile doesn't allow that.
   */
  'endpoint.test': request<ServerAbilities>().taking(z.object({ profile: profileSchema })),
  'devices.list': request<readonly AudioDeviceSummary[]>().takingNothing(),
  /**
   * Records from the chosen microphone, plays the recording through the chosen speaker, and returns at the end. Fails with
   * `audio.in_use` while a session is open. `audio.test` and `audio.levels` report its progress.
   */
  'audio.test': request<AudioTestOutcome>().takingNothing(),
  'audio.stopTest': request<undefined>().takingNothing(),

  /** Sets the global hotkey, or none. Keeps the old one if it fails. */
  'hotkey.choose': request<undefined>().taking(
    z.object({ hotkey: settingsSchema.shape.talkKey.shape.hotkey.unwrap() }),
  ),
  /**
   * Pauses the hotkey, so that its keys reach the window, which records a new combination. Choosing one ends the pause, as
   * does closing the window.
   */
  'hotkey.pause': request<undefined>().taking(z.object({ paused: z.boolean() })),
  /** Asks for the permission to see keys (macOS only). */
  'hotkey.askPermission': request<undefined>().takingNothing(),
  /** Brings the main window to the front; the call pill uses it. */
  'window.show': request<undefined>().takingNothing(),
  /** Whether the page has unsaved input. If so, a hidden window keeps its page in memory. */
  'window.keep': request<undefined>().taking(z.object({ kept: z.boolean() })),

  'diagnostics.read': request<Diagnostics>().takingNothing(),
  /** Saves a bug report, which contains nothing the user said or typed, and no key. */
  'diagnostics.report': request<ExportOutcome>().takingNothing(),
  /** Records every event from now on, and replaces the last recording. Ends with the program at the latest. */
  'diagnostics.startRecording': request<undefined>().taking(z.object({ withAudio: z.boolean() })),
  'diagnostics.stopRecording': request<undefined>().takingNothing(),
  /** Saves the last recording as a file for the user. */
  'diagnostics.saveRecording': request<ExportOutcome>().takingNothing(),
  'diagnostics.removeRecording': request<undefined>().takingNothing(),
  /** Opens a link in the user's browser if it leads to a site on the list. */
  'links.open': request<undefined>().taking(z.object({ url: z.url().max(2000) })),
} as const

export type RequestName = keyof typeof requests
export type RequestInput<N extends RequestName> = z.infer<(typeof requests)[N]['input']>
export type RequestOutput<N extends RequestName> = (typeof requests)[N] extends
  Request<never, infer O> | Request<infer _I, infer O>
  ? O
  : never

/** What a window receives without asking. */
export interface Events {
  'session.state': SessionState
  'conversation.changed': ConversationChange
  /** Another conversation is shown, or this one has changed as a whole: the window asks for a snapshot. */
  'conversation.replaced': { readonly conversationId: string }
  /** The list of conversations has changed: the window asks for it again. */
  'history.changed': Record<string, never>
  /** Why conversations can't be saved; null once they can again. */
  'history.trouble': AppError | null
  /** The recordings of the conversation that is shown. */
  'recordings.changed': { readonly conversationId: string; readonly recordings: readonly Recording[] }
  'settings.changed': Settings
  /** At most twenty times a second, and only while something is open. */
  'audio.levels': Levels
  /** When it changes, and at most once a second. */
  'audio.echo': EchoStatus
  /**
   * Whether the microphone has delivered only silence for so long that something may be wrong. Ends with the first sound,
   * with the next turn, or if the microphone is closed or replaced.
   */
  'audio.silence': { readonly silent: boolean }
  'audio.test': { readonly phase: AudioTestPhase }
  'diagnostics.recording': EventRecordingStatus
  'talk.changed': TalkState
  'hotkey.changed': HotkeyStatus
  /** Why a press of the hotkey did nothing. */
  'app.trouble': AppError
  /** A command from the menu or the tray. */
  command: { readonly name: 'export' | 'settings' | 'new_conversation' }
}

export type EventName = keyof Events
