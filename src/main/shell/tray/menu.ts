import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Commands } from '../surroundings'
import type { Words } from '../words'

/** Sets the native menu: small, since everything is in the window, but with the shortcuts that systems expect. */
export function setMenu(words: Words, commands: Commands): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(words, commands)))
}

function appMenu(words: Words, commands: Commands): MenuItemConstructorOptions[] {
  const mac = process.platform === 'darwin'
  // Electron's own labels of roles are English in every language.
  const role = (name: keyof Words['roles']): MenuItemConstructorOptions => ({ role: name, label: words.roles[name] })
  const quit: MenuItemConstructorOptions = {
    label: words.quit,
    accelerator: 'CommandOrControl+Q',
    click: () => commands.quit(),
  }
  return [
    ...(mac ? [{ label: 'Parley', submenu: [role('about'), { type: 'separator' as const }, quit] }] : []),
    {
      label: words.file,
      submenu: [
        {
          label: words.newConversation,
          accelerator: 'CommandOrControl+N',
          click: () => commands.inWindow('new_conversation'),
        },
        { label: words.export, accelerator: 'CommandOrControl+E', click: () => commands.inWindow('export') },
        { label: words.settings, accelerator: 'CommandOrControl+,', click: () => commands.inWindow('settings') },
        ...(mac ? [] : [{ type: 'separator' as const }, quit]),
      ],
    },
    // Without these roles copy and paste have no shortcuts on macOS.
    {
      label: words.edit,
      submenu: [
        role('undo'),
        role('redo'),
        { type: 'separator' },
        role('cut'),
        role('copy'),
        role('paste'),
        role('selectAll'),
      ],
    },
    {
      label: words.view,
      submenu: [role('resetZoom'), role('zoomIn'), role('zoomOut'), role('togglefullscreen')],
    },
  ]
}
