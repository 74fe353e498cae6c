import { expect, it } from 'vitest'
import { ownExecutable } from './own-executable'

const execPath = '/tmp/.mount_parley/parley'

it('is the image, where the program runs from one', () => {
  const environment = { APPIMAGE: '/home/ada/Parley.AppImage', APPDIR: '/tmp/.mount_parley' }
  expect(ownExecutable(environment, execPath)).toBe('/home/ada/Parley.AppImage')
})

it('is the program itself otherwise, also when an image has started it', () => {
  expect(ownExecutable({}, execPath)).toBe(execPath)
  expect(ownExecutable({ APPIMAGE: '/home/ada/Files.AppImage', APPDIR: '/tmp/.mount_files' }, execPath)).toBe(execPath)
})
