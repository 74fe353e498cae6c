import { chooseLanguage, type Language } from '../../shared/languages'
import type { Settings } from '../../shared/settings'

/** The words of the tray, the menu bar and notifications, which the system draws. The window has its own catalogue. */
const en = {
  state: {
    off: 'Not connected',
    ready: 'Ready',
    listening: 'Listening',
    speaking: 'Speaking',
    trouble: 'Disconnected',
  },
  show: 'Show Parley',
  hide: 'Hide Parley',
  start: 'Connect',
  stop: 'Disconnect',
  mute: 'Mute microphone',
  mode: 'How you talk',
  modes: { ptt: 'Push to talk', server_vad: 'Hands-free', semantic_vad: 'Hands-free (smart)', text: 'Typing' },
  newConversation: 'New conversation',
  export: 'Export conversation…',
  exportAs: 'Export conversation',
  formats: { md: 'Markdown…', txt: 'Plain text…', json: 'JSON…', srt: 'SubRip…', vtt: 'WebVTT…', html: 'HTML…' },
  settings: 'Settings…',
  quit: 'Quit Parley',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  roles: {
    about: 'About Parley',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    togglefullscreen: 'Full screen',
  },
  inTray: 'Parley is still running',
  inTrayText: 'Find it in the tray. To quit, choose “Quit Parley” in its menu.',
}

export type Words = typeof en

const de: Words = {
  state: {
    off: 'Nicht verbunden',
    ready: 'Bereit',
    listening: 'Hört zu',
    speaking: 'Spricht',
    trouble: 'Verbindung verloren',
  },
  show: 'Parley anzeigen',
  hide: 'Parley ausblenden',
  start: 'Verbinden',
  stop: 'Trennen',
  mute: 'Mikrofon stummschalten',
  mode: 'Wie Sie sprechen',
  modes: { ptt: 'Sprechtaste', server_vad: 'Freihändig', semantic_vad: 'Freihändig (intelligent)', text: 'Tippen' },
  newConversation: 'Neues Gespräch',
  export: 'Gespräch exportieren…',
  exportAs: 'Gespräch exportieren',
  formats: { md: 'Markdown…', txt: 'Reiner Text…', json: 'JSON…', srt: 'SubRip…', vtt: 'WebVTT…', html: 'HTML…' },
  settings: 'Einstellungen…',
  quit: 'Parley beenden',
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  roles: {
    about: 'Über Parley',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    togglefullscreen: 'Vollbild',
  },
  inTray: 'Parley läuft noch',
  inTrayText: 'Sie finden es im Infobereich. Zum Beenden wählen Sie dort „Parley beenden“.',
}

const words: Readonly<Record<Language, Words>> = { en, de }

/** @param systemLanguage the system's language, such as `de-AT` */
export const wordsFor = (language: Settings['appearance']['language'], systemLanguage: string): Words =>
  words[language === 'system' ? chooseLanguage([systemLanguage]) : language]
