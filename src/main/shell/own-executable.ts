/**
 * What starts this Parley again. An AppImage runs from a folder that is gone as soon as the process it started ends, and
 * with it everything that still runs from there, so it is the image that has to be started; other programs that an image
 * starts inherit its variables, but do not lie in its folder.
 */
export function ownExecutable({ APPIMAGE, APPDIR }: NodeJS.ProcessEnv, execPath: string): string {
  const isImage = APPIMAGE && APPDIR && execPath.startsWith(APPDIR)
  return isImage ? APPIMAGE : execPath
}

/**
 * The parameters with which this Parley starts itself anew. Of the new process the system doesn't know that it was
 * opened at login, so it is told.
 */
export const parametersAnew = (parameters: readonly string[], openedAtLogin: boolean): readonly string[] =>
  openedAtLogin && !parameters.includes('--hidden') ? [...parameters, '--hidden'] : parameters
