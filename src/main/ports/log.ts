/** The log as the assistant sees it: it shows the last lines and keeps keys out. */
export interface LogPort {
  /** The folder that holds `parley.log`. */
  readonly folder: string
  /** Takes a key out of every entry from now on. */
  hide(secret: string): void
  /** Returns the last lines, oldest first. Never rejects. */
  lastLines(count: number): Promise<readonly string[]>
}
