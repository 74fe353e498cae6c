/**
 * What went wrong, by the codes of the main side, whose own sentences are for terminals and files. `{reason}` stands for
 * words of `reasons`, and brings its hint along.
 */
export const errorsEn = {
  answer: {
    content_filter: { message: 'The server’s content filter ended the answer.' },
    empty: { message: 'The answer was empty.' },
    length_limit: { message: 'The answer reached the length limit.' },
  },
  app: {
    closing: { message: 'Parley is closing.' },
    desktop_only: { message: 'Only the desktop app can do this.' },
    no_share_sheet: { message: 'This system has no way to share files.' },
  },
  audio: {
    input_back: { message: 'Parley hears you again, through "{device}".' },
    input_replaced: { message: 'Parley hears you through "{device}" now.' },
    output_back: { message: 'Parley can be heard again, through "{device}".' },
    output_replaced: { message: 'Parley speaks through "{device}" now.' },
    process_lost: { message: 'The part of Parley that plays and records has ended.', hint: 'It is started again.' },
    restarted: { message: 'The sound had failed and was started again. The conversation goes on.' },
    no_input: { message: 'No microphone was found.', hint: 'Plug one in, or allow access to it.' },
    no_output: { message: 'No speaker was found.', hint: 'Plug in speakers or headphones.' },
    input_missing: {
      message: 'The microphone "{device}" is not there.',
      hint: 'Plug it in, or choose another one in the settings.',
    },
    output_missing: {
      message: 'The speaker "{device}" is not there.',
      hint: 'Plug it in, or choose another one in the settings.',
    },
    input_lost: { message: 'The microphone is gone.', hint: 'Check that it is plugged in.' },
    output_lost: { message: 'The speaker is gone.', hint: 'Check that it is plugged in and switched on.' },
    format_refused: {
      message: '"{device}" could not be opened.',
      hint: 'Another program may hold it; close that, or choose another device in the settings.',
    },
    format_unknown: {
      message: 'The server uses a sound format that Parley does not know (“{format}”): sound is left out.',
      hint: 'Set the server to PCM of 16 bits. Answers can be read meanwhile.',
    },
    native_missing: {
      message: 'The native audio library could not be loaded.',
      hint: 'Reinstall Parley with a C++ compiler and Python at hand. Typing works without it.',
    },
    in_use: {
      message: 'A session has the microphone and the speaker.',
      hint: 'End the session, then test them.',
    },
  },
  conversation: {
    not_found: { message: 'This conversation is not there any more.' },
  },
  demo: {
    bad_clip: { message: "The demo's voice clip {path} can't be used.", hint: 'Reinstall Parley.' },
  },
  diagnostics: {
    no_recording: { message: 'There is no recording of events.', hint: 'Record events first.' },
    not_recorded: { message: 'Events are not recorded: “{path}” can’t be written: {reason}.' },
  },
  endpoint: {
    bad_header: {
      message: 'The header for the key has no valid name.',
      hint: 'Enter one, such as X-Api-Key, in the settings.',
    },
    bad_key: {
      message: 'The key contains spaces or characters that keys never have.',
      hint: 'Copy it again, without quotes or line breaks.',
    },
    bad_url: {
      message: '“{address}” is not the address of a server.',
      hint: 'An address begins with wss:// or ws://, such as ws://127.0.0.1:8080/v1/realtime.',
    },
    no_address: { message: 'The endpoint has no address yet.', hint: 'Enter it in the settings.' },
    no_key: {
      message: '{endpoint} needs a key, and none is kept.',
      hint: 'Add one in the settings, or choose the demo.',
    },
    needs_no_key: { message: 'The demo needs no key.', hint: 'Choose the endpoint that the key is for.' },
    unencrypted: {
      message: 'The connection to this server is not encrypted: others on the network could read the key.',
      hint: 'Use a wss:// address, or test the server in the settings and agree to send the key.',
    },
    unauthorized: {
      message: '{host} does not accept this key (HTTP {status}).',
      hint: 'Check the key, and that it may use the Realtime API.',
    },
    not_found: {
      message: '{host} has no Realtime endpoint at this address (HTTP {status}).',
      hint: 'Check the path, which usually is /v1/realtime, and the name of the model.',
    },
    rate_limited: { message: '{host} is refusing new sessions (HTTP {status}).', hint: 'Try again in a minute.' },
    refused: {
      message: '{host} refused the connection (HTTP {status}).',
      hint: 'Check the address. If it is right, the server has a problem of its own: try again later.',
    },
    unreachable: {
      message: 'Nothing is listening at {host}.',
      hint: 'Start the server, or check its address and port.',
    },
    unknown_host: {
      message: 'There is no server with the name {host}.',
      hint: 'Check the address, and that you are online.',
    },
    offline: { message: 'There is no way to {host}.', hint: 'Check that you are online.' },
    timeout: {
      message: '{host} did not answer in time.',
      hint: 'Check the address, and that no firewall is in between.',
    },
    unknown_authority: {
      message: 'The certificate of {host} was made by nobody that is trusted here.',
      hint: 'If it is your own server, choose the file of its authority in the settings, under Network.',
    },
    certificate_expired: {
      message: 'The certificate of {host} is not valid now.',
      hint: 'If the clock of this machine is right, its owner has to renew it.',
    },
    tls_failed: { message: '{host} and Parley found no encryption that both know.', hint: 'Is the server up to date?' },
    certificate_of_another: {
      message: 'The certificate of {host} belongs to another server.',
      hint: 'Check the address: it has to be the name that the certificate was made for.',
    },
    not_encrypted: {
      message: '{host} does not speak TLS at this address.',
      hint: 'For a server without encryption the address begins with ws://.',
    },
    bad_certificate: { message: '{host} has no certificate that can be trusted.', hint: 'Check the address.' },
    failed: { message: 'The connection to {host} failed: {because}.', hint: 'Check the address.' },
    silent: {
      message: 'The server began no session.',
      hint: 'Is this a Realtime server?',
    },
  },
  export: {
    empty: { message: 'There is nothing to export yet.' },
    not_writable: { message: "“{path}” can't be written: {reason}." },
  },
  host: {
    unreachable: { message: 'Parley is not running.', hint: 'Start it again; this page will find it.' },
  },
  hotkey: {
    invalid: {
      message: 'This is no key combination that can be used.',
      hint: 'Choose a function key, or a key with Ctrl or Alt (on a Mac, Cmd too).',
    },
    reserved: { message: 'The system keeps this key combination for itself.', hint: 'Choose another one.' },
    taken: { message: 'Another program has this key combination.', hint: 'Choose another one, or close that program.' },
  },
  import: {
    newer: { message: '“{file}” was written by a newer Parley.', hint: 'Update Parley.' },
    not_json: { message: '“{file}” is no JSON.', hint: 'Import what Parley has exported as JSON.' },
    not_readable: { message: '“{path}” can’t be read.', hint: 'Check the file, and that you may read it.' },
    not_transcript: {
      message: '“{file}” is no conversation that Parley has exported: {fault}.',
      hint: 'Import what Parley has exported as JSON.',
    },
  },
  ipc: {
    refused: { message: 'This page may not ask for anything.' },
    unknown_request: { message: 'There is no request “{name}”.', hint: 'Load the page again: it may be an older one.' },
    bad_payload: { message: "“{name}” can't take this: {what}." },
  },
  keys: {
    not_saved: { message: 'The key could not be kept: {reason}.' },
  },
  links: {
    refused: { message: 'Parley does not open links to {site}.', hint: 'Copy it instead.' },
  },
  network: {
    bad_proxy: {
      message: 'This is no address of a proxy.',
      hint: 'A proxy’s address looks like http://proxy.example:8080.',
    },
    unsupported_proxy: {
      message: 'The proxy that is set can’t be used: Parley knows HTTP proxies only.',
      hint: 'Enter another one in the settings, under Network, or choose none.',
    },
    proxy_unreachable: {
      message: 'The proxy {host} can’t be reached, or is no proxy.',
      hint: 'Check its address in the settings, under Network.',
    },
    proxy_password: {
      message: 'The proxy {host} wants a user and a password (HTTP 407).',
      hint: 'Enter its address as http://user:password@host:port.',
    },
    proxy_refused: {
      message: 'The proxy {host} does not let Parley through (HTTP {status}).',
      hint: 'Check the proxy, or whether the server may be reached through it.',
    },
    certificates_unreadable: {
      message: 'The file of certificates “{file}” can’t be read.',
      hint: 'Choose another one in the settings, or none.',
    },
    no_certificates: {
      message: '“{file}” holds no certificates.',
      hint: 'It has to be a PEM file, which has “BEGIN CERTIFICATE” in it.',
    },
    lost: { message: 'The connection to {host} was lost.', hint: 'Check the network, then start again.' },
    slow: { message: 'The network is too slow: {ms} ms of speech were lost.' },
  },
  response: {
    failed: { message: 'The server could not finish its answer.' },
    timeout: { message: 'The server did not answer within 45 seconds.', hint: 'Try again.' },
  },
  transcription: {
    timeout: { message: 'The server sent no transcript of what you said.' },
    failed: { message: 'What you said could not be transcribed: {said}' },
  },
  turn: {
    idle: { message: 'Nobody spoke for a while, so the server continued.' },
  },
  search: {
    too_long: {
      message: 'These are more words than Parley can search for at once ({most}).',
      hint: 'Search for fewer words.',
    },
  },
  server: {
    said: { message: 'The server says: {said}', hint: 'Check the endpoint, the model and the key.' },
    hung_up: { message: 'The server hung up.' },
    no_reason: { message: 'The server reported an error without a reason.' },
    closed: { message: '{host} ended the session{because}.', hint: 'Start a new one.' },
    policy: { message: '{host} refused to go on{because}.', hint: 'Check the key and its permissions.' },
    too_big: { message: '{host} was sent more than it takes{because}.' },
    failed: { message: '{host} has a problem of its own{because}.', hint: 'Try again later.' },
    beta_disabled: { message: '{host} no longer speaks the beta protocol.', hint: 'Choose the GA dialect.' },
    invalid_api_key: { message: 'The server does not accept the key: {said}', hint: 'Check the key.' },
    insufficient_quota: { message: 'The account has nothing left to spend: {said}', hint: 'Check the account.' },
    account_deactivated: { message: 'The account is closed: {said}', hint: 'Check the account.' },
    billing_hard_limit_reached: { message: "The account's limit is reached: {said}", hint: 'Check the account.' },
    beta_api_shape_disabled: {
      message: 'The server no longer speaks the beta protocol: {said}',
      hint: 'Choose the GA dialect.',
    },
  },
  session: {
    expired: { message: '{host} ended the session{because}.', hint: 'Start a new one.' },
    not_open: { message: 'The session ended before this was sent.', hint: 'Try again.' },
    told_all: { message: 'A new session: the model was told what was said above.' },
    told_the_end: { message: 'A new session: the model was told the last part of what was said above.' },
  },
  settings: {
    refused_by_server: {
      message: '“{setting}” is a setting that the server does not take: the session goes on without it ({said}).',
    },
    not_saved: { message: 'The settings could not be kept: {reason}.' },
    newer: { message: 'The settings are from a newer Parley; {reason}. Defaults are used instead.' },
    corrupt: { message: 'The settings could not all be read; {reason}. Defaults are used instead.' },
    unreadable: { message: 'The settings could not be read ({because}). Defaults are used instead.' },
  },
  startup: {
    not_set: {
      message: 'Starting when you log in could not be set: {reason}.',
      hint: 'The settings of your system may have a list of programs that start.',
    },
  },
  playback: { failed: { message: "This recording can't be played.", hint: 'It may have been erased meanwhile.' } },
  storage: {
    interrupted: { message: 'The history was interrupted and has begun anew.', hint: 'Try again.' },
    not_erased: { message: 'Recordings could not be erased: {reason}.', hint: 'Check the folder of the recordings.' },
    not_recorded: { message: 'Sound can’t be recorded: {reason}.', hint: 'The words are kept all the same.' },
    recorder_lost: {
      message: 'The part of Parley that records has ended.',
      hint: 'It is started again with the next message.',
    },
    stopped: {
      message: 'The part of Parley that keeps conversations has ended.',
      hint: 'Conversations go on. Start Parley again if they are not kept again.',
    },
    newer: {
      message: 'The history was written by a newer Parley, and was left as it is.',
      hint: 'Update Parley. Until then, conversations are not kept.',
    },
    read_only: {
      message: 'The history can’t be written: it is read-only.',
      hint: 'Make its folder and its disk writable.',
    },
    locked: {
      message: 'Another program is using the history.',
      hint: 'Close other copies of Parley, and programs that back up its folder.',
    },
    failed: { message: 'Something went wrong in the history.' },
    full: {
      message: 'The disk is full: conversations can’t be kept.',
      hint: 'Make room. Parley keeps trying.',
    },
    not_writable: {
      message: 'The history can’t be written: {reason}.',
      hint: 'Check the folder in which Parley keeps its data.',
    },
    io: {
      message: 'The disk does not work as it should: the history can’t be read or written.',
      hint: 'Check the disk.',
    },
    damaged: {
      message: 'The history is damaged.',
      hint: 'Start Parley again: it saves what can be read.',
    },
    not_upgraded: {
      message: 'The history could not be brought up to date, and was left as it was ({because}).',
      hint: 'Please report this. Until then, conversations are not kept.',
    },
    not_recovered: {
      message: 'The history is damaged, and could not be repaired: {reason}.',
      hint: 'When that is solved, start Parley again. Nothing was thrown away.',
    },
    recovered: {
      message:
        'The history was damaged and has been repaired. Saved conversations: {conversations}, entries in them: {items}.',
      hint: 'The damaged file was kept as “{file}”.',
    },
    restored: {
      message: 'The history was damaged, and nothing in it could be read. It is as it was on {date}.',
      hint: 'The damaged file was kept as “{file}”.',
    },
    lost: {
      message: 'The history was damaged, and nothing in it could be read. It begins anew.',
      hint: 'The damaged file was kept as “{file}”.',
    },
    copies_left: {
      message: 'Old copies of the history could not be erased: {names}.',
      hint: 'Close programs that use them. It is tried again tomorrow.',
    },
    foreign: {
      message: 'The history’s file was not one of Parley’s. A new history begins.',
      hint: 'The file was kept as “{file}”.',
    },
  },
  wav: {
    missing: { message: "Can't read {path}.", hint: 'Check the name of the file and its permissions.' },
    not_wav: { message: 'This is not a WAV file.', hint: 'Convert the sound: ffmpeg -i sound.mp3 sound.wav.' },
    truncated: { message: 'The WAV file breaks off.', hint: 'Check that it was copied whole.' },
    empty: { message: 'The WAV file holds no sound.' },
    unsupported: {
      message: "The WAV file uses {what}, which can't be read here.",
      hint: 'Convert the sound: ffmpeg -i sound.mp3 sound.wav.',
    },
    not_writable: { message: "Can't write {path}.", hint: 'Check the folder, its permissions and the free space.' },
  },
  reasons: {
    ENOENT: { message: 'its folder does not exist', hint: 'Make the folder first, or choose another.' },
    ENOTDIR: { message: 'a part of its path is not a folder', hint: 'Choose another place.' },
    EISDIR: { message: 'that is a folder', hint: 'Give the name of a file.' },
    EACCES: { message: 'you may not write there', hint: 'Choose another folder, or change its permissions.' },
    EPERM: {
      message: 'the system does not allow it',
      hint: 'Close programs that use the file, or choose another name.',
    },
    EBUSY: { message: 'another program uses it', hint: 'Close that program, or choose another name.' },
    EROFS: { message: 'that disk is read-only', hint: 'Choose another place.' },
    ENOSPC: { message: 'the disk is full', hint: 'Make room, or choose another disk.' },
    EIO: { message: 'the disk does not work as it should', hint: 'Check the disk.' },
    EDQUOT: { message: 'your disk quota is used up', hint: 'Make room, or choose another disk.' },
    ENAMETOOLONG: { message: 'its name is too long', hint: 'Choose a shorter name.' },
    too_slow: { message: 'the disk is too slow', hint: 'Choose another disk.' },
    keyring_refused: { message: 'the key ring refused it', hint: 'Unlock the key ring, then try again.' },
    kept_aside: { message: 'they were kept as “{file}”' },
    not_moved: { message: 'they could not be moved aside' },
    other: { message: 'the system refused', hint: 'Choose another place.' },
  },
}
