/** The messages that only terminals show, in English. */
export const terminalErrors = {
  conversation: {
    unknown: { message: 'There is no conversation “{id}”.', hint: 'List them with npm run history -- list.' },
    ambiguous: { message: '{count} conversations start with “{id}”.', hint: 'Type more of the identifier.' },
  },
  export: {
    unknown_format: {
      message: 'The file name “{path}” ends with no known format.',
      hint: 'Use a name that ends with {extensions}.',
    },
  },
  history: {
    missing: { message: 'There is no history in “{folder}”.', hint: 'Name the right folder with --data.' },
  },
  import: {
    missing: { message: '“{path}” does not exist.', hint: 'Check the path.' },
    not_a_file: { message: '“{path}” is not a file.', hint: 'Name the exported file.' },
    not_permitted: { message: 'You don’t have permission to read “{path}”.', hint: 'Change its permissions.' },
    not_readable: { message: 'The system can’t read “{path}” ({because}).', hint: 'Try again.' },
    damaged: { message: '“{path}” is damaged.', hint: 'Copy or download it again.' },
    too_large: { message: '“{path}” is larger than {megabytes} MB.', hint: 'Check that Parley exported it.' },
    encrypted: {
      message: '“{path}” is encrypted, or compressed by an unknown method.',
      hint: 'Unpack it, then import its files.',
    },
    newer: {
      message: '“{file}” is from a newer version of Parley (format {version}; this one reads {known}).',
      hint: 'Update Parley.',
    },
    not_json: { message: '“{file}” is not JSON{place}.', hint: 'Import a file that Parley exported as JSON.' },
    not_transcript: {
      message: '“{file}” is not a transcript: {fault}.',
      hint: 'Import a file that Parley exported as JSON.',
    },
  },
  internal: {
    unexpected: { message: '{because}', hint: 'Please report this with --verbose output.' },
  },
  replay: {
    missing: { message: 'There is no file {name}.', hint: 'Check the path.' },
    not_a_file: { message: '{name} is a folder.', hint: 'Name the file of the recording.' },
    too_large: { message: '{name} is too large to read.', hint: 'Split it into smaller files.' },
    unreadable: { message: '{name} can’t be read.', hint: 'Check its permissions.' },
    empty: { message: '{name} is empty.', hint: 'Check that the recording was saved.' },
    no_events: {
      message: '{name} contains no Realtime server events.',
      hint: 'Replay JSON objects with a "type", as servers send them.',
    },
    only_unknown_events: {
      message: '{name} contains no Realtime server events that Parley knows.',
      hint: 'Show what it contains with --stats.',
    },
  },
  search: {
    too_many_characters: {
      message: 'The search is longer than {most} characters.',
      hint: 'Search for fewer words.',
    },
  },
  sim: {
    port_in_use: { message: 'Port {port} is in use.', hint: 'Choose another one with --port.' },
    port_refused: {
      message: 'This computer does not allow Parley to use port {port}.',
      hint: 'Choose one above 1023 with --port.',
    },
  },
  usage: {
    unknown_command: { message: 'There is no command “{name}”.', hint: 'Use {commands}.' },
    missing_command: { message: 'The command is missing.', hint: 'Use {commands}.' },
    unknown_flag: { message: 'There is no option {flag}.', hint: 'See npm run {command} -- --help.' },
    similar_flag: { message: 'There is no option {flag}.', hint: 'Did you mean {similar}?' },
    bad_flag: { message: '--{flag} can’t be “{value}”.', hint: 'It takes {allowed}.' },
    needs_no_value: { message: '{flag} takes no value.', hint: 'Leave out “={value}”.' },
    needs_value: { message: '{flag} needs a value.', hint: 'See npm run {command} -- --help.' },
    dash_value: {
      message: '{flag} needs a value.',
      hint: 'If the value starts with a dash, write {flag}={value}.',
    },
    bad_argument: { message: 'Unexpected argument “{argument}”.', hint: 'See npm run {command} -- --help.' },
    missing_argument: { message: 'The {name} is missing.', hint: 'See npm run {command} -- --help.' },
    all_or_ids: { message: 'Use either --all or ids, not both.', hint: 'See npm run history -- --help.' },
    no_output: {
      message: 'Several conversations need --output.',
      hint: 'It takes a folder, a .zip file, or - for a ZIP archive on standard output.',
    },
    needs_folder: {
      message: 'Several conversations don’t fit into “{path}”.',
      hint: 'Name a folder, or a file that ends with .zip.',
    },
    overwrites_recording: { message: '--out would overwrite the recording.', hint: 'Choose another name.' },
    needs_record: { message: '--record-audio needs --record.', hint: 'Name the file with --record <file>.' },
    no_key: {
      message: '{server} needs a key, and the environment variable {variable} is not set.',
      hint: 'Set {variable}, name another variable with --key-env, or try --endpoint demo.',
    },
    no_address: {
      message: '--endpoint {endpoint} contains no server address.',
      hint: 'Add the address after a colon, such as {example}.',
    },
  },
  wav: {
    no_speech: { message: 'Parley heard no speech in the file.', hint: 'Check that the file is not silent.' },
  },
  web: {
    no_port: { message: 'Ports {port} to {last} are in use.', hint: 'Choose another one with --port.' },
    port_refused: { message: 'Parley can’t use port {port}.', hint: 'Choose another one with --port.' },
  },
} as const
