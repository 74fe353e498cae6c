import { exportFormats } from '../../../shared/history/export-format'

export const historyUsage = `Usage: npm run history -- <what> [options]

Searches, shows, exports and imports the conversations that Parley has kept on this machine. It may be running meanwhile.

  search <words>    finds what was said. Words may be begun only; "several words" are found as they stand
    --speaker <who>    user or assistant; by default anyone
    --from <date>      from this day or moment on, such as 2026-11-03 or 2026-11-03T14:05
    --until <date>     up to the end of this day, or up to this moment
    --order <order>    newest (default) or relevant
    --limit <n>        at most so many, up to 200; 20 by default
  list              lists conversations: pinned ones first, then the newest
    --limit <n>        at most so many; 50 by default
  show <id>         prints a conversation
  export <id>…      exports conversations; export --all exports every one
    --format <name>    ${exportFormats.join(', ')}; by default what the file's name says, or md
    --output <where>   a file, a folder in which each gets a file of its own, a .zip, or - for standard output, which is
                       the default for one. In a folder nothing is overwritten
  import <file>…    takes in what was exported as JSON, also in a .zip; what is there already stays as it is

An id may be shortened as long as it is clear which one is meant.

  --json            one JSON object a line, for scripts: with search and list
  --data <folder>   where Parley keeps its data; by default what PARLEY_DATA_DIR says, or the desktop app's folder, or
                    the browser version's (parley-web) if only that has a history
  --verbose         say more about errors
  --help            this text
`
