import type { Widened } from './entry'

/**
 * The messages that windows show, in English; main formats them too, for files and terminals. `{name}` is a value of the
 * error. `{reason}` is replaced by the text of a key of `reasons`, whose hint counts where the entry has none. Neither `@`
 * nor `|` may occur: vue-i18n interprets them.
 */
const messages = {
  answer: {
    content_filter: { message: 'The server’s content filter ended the answer.' },
    empty: { message: 'The answer was empty.' },
    length_limit: { message: 'The answer reached the length limit.' },
  },
  app: {
    closing: { message: 'Parley is closing.' },
    desktop_only: { message: 'Only the desktop app can do this.' },
    no_share_sheet: { message: 'This system has no share menu.' },
  },
  audio: {
    input_back: { message: 'The microphone “{device}” works again.' },
    input_replaced: { message: 'Switched to the microphone “{device}”.' },
    output_back: { message: 'The speaker “{device}” works again.' },
    output_replaced: { message: 'Switched to the speaker “{device}”.' },
    process_lost: { message: 'Parley’s audio stopped and is restarting.' },
    restarted: { message: 'Parley’s audio failed and was restarted. The conversation continues.' },
    no_input: { message: 'Parley found no microphone.', hint: 'Plug one in, or allow Parley to use it.' },
    no_output: { message: 'Parley found no speaker.', hint: 'Plug in speakers or headphones.' },
    input_missing: {
      message: 'The microphone “{device}” is not connected.',
      hint: 'Plug it in, or choose another one in Settings.',
    },
    output_missing: {
      message: 'The speaker “{device}” is not connected.',
      hint: 'Plug it in, or choose another one in Settings.',
    },
    input_lost: { message: 'The microphone was disconnected.', hint: 'Check that it is plugged in.' },
    output_lost: { message: 'The speaker was disconnected.', hint: 'Check that it is plugged in and turned on.' },
    format_refused: {
      message: 'Parley could not open “{device}”.',
      hint: 'Close other programs that use it, or choose another device in Settings.',
    },
    format_unknown: {
      message: 'The server uses an audio format that Parley doesn’t support (“{format}”), so no sound is transmitted.',
      hint: 'Set the server to 16-bit PCM. Until then, you can read the answers.',
    },
    native_missing: {
      message: 'Parley could not load its audio library.',
      hint: 'Install a C++ compiler and Python, then reinstall Parley. You can type without it.',
    },
    in_use: {
      message: 'Parley is using the microphone and speaker.',
      hint: 'Disconnect to test them.',
    },
  },
  conversation: {
    not_found: { message: 'This conversation no longer exists.' },
  },
  demo: {
    bad_clip: { message: 'Parley can’t use the demo’s voice recording “{path}”.', hint: 'Reinstall Parley.' },
  },
  diagnostics: {
    no_recording: { message: 'No events have been recorded.', hint: 'Record events first.' },
    not_recorded: { message: 'Parley can’t record events in “{path}”: {reason}.' },
  },
  endpoint: {
    bad_header: {
      message: 'The name of the header for the key is not valid.',
      hint: 'Enter a name such as X-Api-Key in Settings.',
    },
    bad_key: {
      message: 'The key contains spaces or other characters that a key can’t contain.',
      hint: 'Copy the key again, without quotes or line breaks.',
    },
    bad_url: {
      message: '“{address}” is not a server address.',
      hint: 'Enter an address that starts with wss:// or ws://, such as ws://127.0.0.1:8080/v1/realtime.',
    },
    no_address: { message: 'This server has no address yet.', hint: 'Enter its address in Settings.' },
    no_key: { message: '{server} needs a key, and none is saved.', hint: 'Add a key in Settings, or use the demo.' },
    needs_no_key: { message: 'The demo needs no key.', hint: 'Choose the server that the key is for.' },
    unencrypted: {
      message: 'The connection to this server is not encrypted. Others on the network could read your key.',
      hint: 'Use a wss:// address, or test the server in Settings and confirm that Parley may send the key.',
    },
    unauthorized: {
      message: '{host} rejected the key (HTTP {status}).',
      hint: 'Check the key, and that it may use the Realtime API.',
    },
    not_found: {
      message: '{host} has no Realtime API at this address (HTTP {status}).',
      hint: 'Check the path, which is usually /v1/realtime, and the name of the model.',
    },
    rate_limited: {
      message: '{host} accepts no new connections at the moment (HTTP {status}).',
      hint: 'Try again in a minute.',
    },
    refused: { message: '{host} refused the connection (HTTP {status}).', hint: 'Check the address.' },
    server_error: { message: '{host} had an internal error (HTTP {status}).', hint: 'Try again later.' },
    unreachable: {
      message: 'No server is running at {host}.',
      hint: 'Start the server, or check its address and port.',
    },
    unknown_host: {
      message: 'There is no server named {host}.',
      hint: 'Check the address, and that you are online.',
    },
    offline: { message: 'Parley can’t reach {host}.', hint: 'Check that you are online.' },
    timeout: {
      message: '{host} did not answer in time.',
      hint: 'Check the address, and that no firewall blocks the connection.',
    },
    unknown_authority: {
      message: 'The certificate of {host} is from an authority that this computer doesn’t trust.',
      hint: 'If it is your own server, choose the certificate file of its authority in Settings, under Network.',
    },
    certificate_expired: {
      message: 'The certificate of {host} has expired or is not valid yet.',
      hint: 'Check the clock of this computer. If it is right, the owner of the server must renew the certificate.',
    },
    tls_failed: {
      message: 'Parley and {host} have no encryption method in common.',
      hint: 'Check that the server is up to date.',
    },
    certificate_of_another: {
      message: 'The certificate of {host} belongs to another server.',
      hint: 'Check the address. It must contain the name in the certificate.',
    },
    not_encrypted: {
      message: '{host} does not use TLS at this address.',
      hint: 'If the server has no encryption, use an address that starts with ws://.',
    },
    bad_certificate: { message: 'Parley can’t trust the certificate of {host}.', hint: 'Check the address.' },
    failed: { message: 'The connection to {host} failed: {because}.', hint: 'Check the address.' },
    silent: { message: 'The server did not start a session.', hint: 'Check that it is a Realtime server.' },
  },
  export: {
    empty: { message: 'There is nothing to export yet.' },
    not_writable: { message: 'Parley can’t write “{path}”: {reason}.' },
  },
  host: {
    unreachable: { message: 'Parley is not running.', hint: 'Start Parley again. This page reconnects by itself.' },
  },
  hotkey: {
    invalid: {
      message: 'This key combination can’t be a hotkey.',
      hint: 'Choose a function key, or a key with Ctrl or Alt (on a Mac also Cmd).',
    },
    reserved: { message: 'The system uses this key combination.', hint: 'Choose another one.' },
    taken: {
      message: 'Another app uses this key combination.',
      hint: 'Choose another one, or close that app.',
    },
  },
  ipc: {
    refused: { message: 'This page is not allowed to send requests to Parley.' },
    unknown_request: {
      message: 'Parley doesn’t know the request “{name}”.',
      hint: 'Reload the page. It may be from an older version.',
    },
    bad_payload: { message: 'The request “{name}” contains invalid data: {what}.' },
  },
  keys: {
    not_saved: { message: 'Parley could not save the key: {reason}.' },
  },
  links: {
    refused: { message: 'Parley doesn’t open links to {site}.', hint: 'Copy the link instead.' },
  },
  network: {
    bad_proxy: {
      message: 'The proxy address is not valid.',
      hint: 'Enter an address such as http://proxy.example:8080.',
    },
    unsupported_proxy: {
      message: 'Parley doesn’t support this proxy. It supports HTTP proxies only.',
      hint: 'Enter another proxy in Settings, under Network, or choose none.',
    },
    proxy_unreachable: {
      message: 'Parley can’t reach the proxy {host}, or {host} is not a proxy.',
      hint: 'Check its address in Settings, under Network.',
    },
    proxy_password: {
      message: 'The proxy {host} requires a user name and a password (HTTP 407).',
      hint: 'Add them to its address in Settings, under Network.',
    },
    proxy_refused: {
      message: 'The proxy {host} rejected the connection (HTTP {status}).',
      hint: 'Check the proxy, and that it allows connections to this server.',
    },
    certificates_unreadable: {
      message: 'Parley can’t read the certificate file “{file}”.',
      hint: 'Choose another file in Settings, or none.',
    },
    no_certificates: {
      message: '“{file}” contains no certificates.',
      hint: 'Choose a PEM file. It contains the words “BEGIN CERTIFICATE”.',
    },
    lost: { message: 'The connection to {host} was lost.', hint: 'Check the network, then connect again.' },
    slow: { message: 'The network is too slow. {ms} ms of your speech were lost.' },
  },
  response: {
    failed: { message: 'The server could not finish its answer.' },
    timeout: { message: 'The server did not answer within 45 seconds.', hint: 'Try again.' },
  },
  transcription: {
    timeout: { message: 'The server sent no transcript of what you said.' },
    failed: { message: 'The server could not transcribe what you said: {said}' },
  },
  turn: {
    idle: { message: 'Nobody spoke for a while, so the server continued.' },
  },
  search: {
    too_long: { message: 'Parley can search for at most {most} words at once.', hint: 'Search for fewer words.' },
  },
  server: {
    said: { message: 'The server says: {said}', hint: 'Check the server, the model and the key.' },
    hung_up: { message: 'The server closed the connection.', hint: 'Try again.' },
    no_reason: {
      message: 'The server reported an error without a reason.',
      hint: 'Check the server, the model and the key.',
    },
    closed: { message: '{host} closed the connection{because}.', hint: 'Connect again.' },
    closed_with_code: { message: '{host} closed the connection (code {code}{because}).', hint: 'Connect again.' },
    policy: { message: '{host} refused to continue{because}.', hint: 'Check the key and its permissions.' },
    too_big: { message: '{host} received more data than it accepts{because}.', hint: 'Connect again.' },
    failed: { message: '{host} had an internal error{because}.', hint: 'Try again later.' },
    beta_disabled: {
      message: '{host} no longer supports the beta protocol.',
      hint: 'Choose the current protocol (GA) in Settings.',
    },
    invalid_api_key: { message: 'The server rejected the key: {said}', hint: 'Check the key.' },
    insufficient_quota: { message: 'The account has no credit left: {said}', hint: 'Check the account.' },
    account_deactivated: { message: 'The account is deactivated: {said}', hint: 'Check the account.' },
    billing_hard_limit_reached: {
      message: 'The account has reached its spending limit: {said}',
      hint: 'Check the account.',
    },
    beta_api_shape_disabled: {
      message: 'The server no longer supports the beta protocol: {said}',
      hint: 'Choose the current protocol (GA) in Settings.',
    },
  },
  session: {
    expired: { message: '{host} ended the session{because}.', hint: 'Connect again.' },
    not_open: { message: 'The connection ended before this was sent.', hint: 'Try again.' },
    told_all: { message: 'New connection. The model knows the conversation so far.' },
    told_the_end: { message: 'New connection. The model knows only the last part of the conversation.' },
  },
  settings: {
    refused_by_server: {
      message: 'The server rejected the setting “{setting}”. The session continues without it ({said}).',
    },
    not_saved: { message: 'Parley could not save the settings: {reason}.' },
    newer: {
      message: 'The settings are from a newer version. Parley uses the defaults and kept the old file as “{file}”.',
    },
    newer_not_moved: {
      message: 'The settings are from a newer version. Parley uses the defaults and could not keep a copy of the file.',
    },
    corrupt: {
      message: 'Parley could not read all settings. It uses defaults for the rest and kept the old file as “{file}”.',
    },
    corrupt_not_moved: {
      message:
        'Parley could not read all settings. It uses defaults for the rest and could not keep a copy of the file.',
    },
    unreadable: { message: 'Parley could not read the settings ({because}). It uses the defaults.' },
  },
  startup: {
    not_set: {
      message: 'Parley could not change whether it starts at login: {reason}.',
      hint: 'The settings of your system may have a list of programs that start at login.',
    },
  },
  playback: {
    failed: { message: 'Parley can’t play this recording.', hint: 'It may have been deleted.' },
  },
  storage: {
    interrupted: { message: 'Parley restarted its history before this was done.', hint: 'Try again.' },
    not_erased: { message: 'Parley could not delete recordings: {reason}.', hint: 'Check the recordings folder.' },
    not_recorded: { message: 'Parley can’t record sound: {reason}.', hint: 'It still saves the text.' },
    recorder_lost: {
      message: 'Sound recording stopped unexpectedly.',
      hint: 'Parley restarts it with the next message.',
    },
    stopped: {
      message: 'Parley stopped saving conversations.',
      hint: 'You can keep talking. If saving doesn’t resume, restart Parley.',
    },
    newer: {
      message: 'The history is from a newer version of Parley. It was not changed.',
      hint: 'Update Parley. Until then, it saves no conversations.',
    },
    read_only: {
      message: 'Parley can’t save to the history: it is read-only.',
      hint: 'Make its folder and its disk writable.',
    },
    locked: {
      message: 'Another program is using the history.',
      hint: 'Close other copies of Parley, and programs that back up its folder.',
    },
    failed: { message: 'The history failed: {because}', hint: 'Please report this.' },
    full: {
      message: 'The disk is full, so Parley can’t save conversations.',
      hint: 'Free up disk space. Parley keeps trying.',
    },
    not_writable: {
      message: 'Parley can’t save to the history: {reason}.',
      hint: 'Check the folder where Parley stores its data.',
    },
    io: {
      message: 'Parley can’t read or save the history because the disk reports errors.',
      hint: 'Check the disk.',
    },
    damaged: { message: 'The history is damaged.', hint: 'Restart Parley. It recovers what it can.' },
    not_upgraded: {
      message: 'Parley could not upgrade the history and left it unchanged ({because}).',
      hint: 'Please report this. Until then, Parley saves no conversations.',
    },
    not_recovered: {
      message: 'The history is damaged, and Parley could not repair it: {reason}.',
      hint: 'Solve this, then restart Parley. Nothing was deleted.',
    },
    recovered: {
      message: 'The history was damaged. Parley repaired it. Conversations: {conversations}, entries: {items}.',
      hint: 'The damaged file is kept as “{file}”.',
    },
    restored: {
      message: 'The history was damaged and could not be read. Parley restored its backup of {date}.',
      hint: 'The damaged file is kept as “{file}”.',
    },
    lost: {
      message: 'The history was damaged and could not be read. Parley started a new one.',
      hint: 'The damaged file is kept as “{file}”.',
    },
    copies_left: {
      message: 'Parley could not delete old copies of the history: {names}.',
      hint: 'Close programs that use them. Parley tries again tomorrow.',
    },
    foreign: {
      message: 'The history file was not made by Parley. Parley started a new one.',
      hint: 'The file is kept as “{file}”.',
    },
  },
  wav: {
    missing: { message: 'Parley can’t read “{path}”.', hint: 'Check the name of the file and its permissions.' },
    not_wav: {
      message: 'This is not a valid WAV file.',
      hint: 'Convert the sound: ffmpeg -i sound.mp3 sound.wav.',
    },
    truncated: { message: 'The WAV file is incomplete.', hint: 'Copy it again.' },
    empty: { message: 'The WAV file contains no sound.' },
    unsupported: {
      message: 'Parley can’t read this kind of WAV file ({what}).',
      hint: 'Convert the sound: ffmpeg -i sound.wav -c:a pcm_s16le new.wav.',
    },
    not_writable: {
      message: 'Parley can’t write “{path}”.',
      hint: 'Check the folder, its permissions and the free disk space.',
    },
  },
  reasons: {
    ENOENT: { message: 'its folder does not exist', hint: 'Create the folder first, or choose another one.' },
    ENOTDIR: { message: 'part of its path is not a folder', hint: 'Choose another place.' },
    EISDIR: { message: 'it is a folder', hint: 'Enter the name of a file.' },
    EACCES: {
      message: 'you don’t have permission to write there',
      hint: 'Choose another folder, or change its permissions.',
    },
    EPERM: {
      message: 'the system does not allow it',
      hint: 'Close programs that use the file, or choose another name.',
    },
    EBUSY: { message: 'another program is using it', hint: 'Close that program, or choose another name.' },
    EROFS: { message: 'the disk is read-only', hint: 'Choose another place.' },
    ENOSPC: { message: 'the disk is full', hint: 'Free up disk space, or choose another disk.' },
    EIO: { message: 'the disk reports errors', hint: 'Check the disk.' },
    EDQUOT: { message: 'your disk quota is used up', hint: 'Free up disk space, or choose another disk.' },
    ENAMETOOLONG: { message: 'its name is too long', hint: 'Choose a shorter name.' },
    too_slow: { message: 'the disk is too slow', hint: 'Choose another disk.' },
    keyring_refused: { message: 'the key ring refused it', hint: 'Unlock the key ring, then try again.' },
    other: { message: 'the system refused', hint: 'Choose another place.' },
  },
} as const

export type EnglishMessages = typeof messages

export const errorsEn: Widened<EnglishMessages> = messages
