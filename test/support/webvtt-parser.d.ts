declare module 'webvtt-parser' {
  interface ParsedNode {
    readonly type: 'object' | 'text' | 'timestamp'
    /** Of an element, such as `v`. */
    readonly name?: string
    /** Of a text; of a voice, whose it is. */
    readonly value?: string
    readonly children?: readonly ParsedNode[]
  }
  interface ParsedCue {
    /** Seconds. */
    readonly startTime: number
    readonly endTime: number
    readonly text: string
    readonly tree: ParsedNode
  }
  interface ParsedTrack {
    readonly cues: readonly ParsedCue[]
    readonly errors: readonly { readonly message: string; readonly line: number }[]
  }
  export class WebVTTParser {
    /** @param entities what character references stand for, such as `&amp;`; the usual ones lack their semicolons */
    constructor(entities: Readonly<Record<string, string>>)
    parse(text: string, kind: 'subtitles' | 'captions' | 'chapters' | 'metadata'): ParsedTrack
  }
}
