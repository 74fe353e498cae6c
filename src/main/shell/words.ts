import type { Settings } from '../../shared/settings'

/** The words of what the system draws for us: tray, menu, notifications. The window has its own catalogue. */
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
  start: 'Start session',
  stop: 'End session',
  mute: 'Mute microphone',
  mode: 'How turns are taken',
  modes: { ptt: 'Push to talk', server_vad: 'Hands-free', semantic_vad: 'Semantic', text: 'Typing' },
  newConversation: 'New conversation',
  export: 'Export conversation…',
  exportAs: 'Export conversation',
  formats: { md: 'Markdown…', txt: 'Plain text…', json: 'JSON…', srt: 'SubRip…', vtt: 'WebVTT…', html: 'HTML…' },
  settings: 'Settings…',
  quit: 'Quit Parley',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  inTray: 'Parley is still here',
  inTrayText: 'It stays in the tray. To end it, choose Quit in its menu.',
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
  show: 'Parley zeigen',
  hide: 'Parley ausblenden',
  start: 'Sitzung beginnen',
  stop: 'Sitzung beenden',
  mute: 'Mikrofon stummschalten',
  mode: 'Wie gesprochen wird',
  modes: { ptt: 'Sprechtaste', server_vad: 'Freihändig', semantic_vad: 'Semantisch', text: 'Tippen' },
  newConversation: 'Neues Gespräch',
  export: 'Gespräch exportieren…',
  exportAs: 'Gespräch exportieren',
  formats: { md: 'Markdown…', txt: 'Reiner Text…', json: 'JSON…', srt: 'SubRip…', vtt: 'WebVTT…', html: 'HTML…' },
  settings: 'Einstellungen…',
  quit: 'Parley beenden',
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  inTray: 'Parley ist noch da',
  inTrayText: 'Es bleibt im Infobereich. Zum Beenden dort im Menü „Parley beenden“ wählen.',
}

/** @param systemLanguage the system's language, such as `de-AT` */
export function wordsFor(language: Settings['appearance']['language'], systemLanguage: string): Words {
  const chosen = language === 'system' ? systemLanguage.toLowerCase().split('-')[0] : language
  return chosen === 'de' ? de : en
}
