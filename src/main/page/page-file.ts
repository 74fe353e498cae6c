/** A file as it is served to the page. */
export interface PageFile {
  readonly content: Buffer
  readonly contentType: string
  /** Whether its name changes with its content, so that browsers may keep it for ever. */
  readonly immutable: boolean
}
