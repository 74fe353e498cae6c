import type { Session } from 'electron'
import { appOrigin } from './app-scheme'

/** All that a window needs of the system by itself: putting text on the clipboard. Sound and files are main's. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Refuses windows everything else: Electron, unlike a browser, grants what nobody decides. */
export function denyPermissions(session: Session): void {
  const isGranted = (permission: string, url: string): boolean => {
    return granted.has(permission) && URL.canParse(url) && new URL(url).host === 'app' && url.startsWith(appOrigin)
  }
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(isGranted(permission, requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin))
  session.setDevicePermissionHandler(() => false)
}
