/**
 * What starts this Parley again. An AppImage runs from a folder that is gone as soon as the process it started ends, and
 * with it everything that still runs from there, so it is the image that has to be started; other programs that an image
 * starts inherit its variables, but do not lie in its folder.
 */
export function ownExecutable({ APPIMAGE, APPDIR }: NodeJS.ProcessEnv, execPath: string): string {
  const isImage = APPIMAGE && APPDIR && execPath.startsWith(APPDIR)
  return isImage ? APPIMAGE : execPath
}
