import { type Combination, parseAccelerator, type Platform, sameCombination } from './accelerator'

/** Whether a combination belongs to the system, to every program, or to Parley's own menu. */
export const isReserved = (combination: Combination, platform: Platform): boolean =>
  [...everywhere, ...ofSystem[platform]].some((accelerator) => {
    const reserved = parseAccelerator(accelerator, platform)
    return reserved !== null && sameCombination(reserved, combination)
  })

/** A hotkey takes its keys from all programs: these are missed at once. */
const everywhere: readonly string[] = [
  // The keys that end things and go through things, alone.
  ...['Escape', 'Shift+Escape', 'Tab', 'Shift+Tab', 'Enter', 'Space', 'Backspace', 'Delete'],
  // What programs do with text, documents and pages.
  ...primary('A C V X Z Y S P F O T R W Q B I U K L D G H'),
  ...primary('Shift+Z Shift+V Shift+C Shift+S Shift+T Shift+N Shift+P Shift+Tab Tab Enter Backspace 0 = - /'),
  // Parley's own menu.
  ...primary('N E ,'),
]

const ofSystem: Readonly<Record<Platform, readonly string[]>> = {
  mac: [
    ...['Cmd+Space', 'Cmd+Alt+Space', 'Control+Space', 'Control+Alt+Space', 'Control+Cmd+Space'],
    ...['Cmd+Tab', 'Cmd+Shift+Tab', 'Cmd+`', 'Cmd+Shift+`', 'Cmd+M', 'Cmd+Alt+M', 'Cmd+Alt+H', 'Cmd+Alt+D'],
    ...['Cmd+Shift+3', 'Cmd+Shift+4', 'Cmd+Shift+5', 'Cmd+Shift+6', 'Cmd+Shift+Q', 'Cmd+Alt+Shift+Q'],
    ...['Cmd+Alt+Escape', 'Control+Cmd+Q', 'Control+Cmd+F', 'Cmd+Alt+W', 'Cmd+.'],
    ...['Control+Up', 'Control+Down', 'Control+Left', 'Control+Right', 'Cmd+Left', 'Cmd+Right', 'Cmd+Up', 'Cmd+Down'],
  ],
  windows: [
    ...['Alt+F4', 'Alt+Tab', 'Alt+Shift+Tab', 'Alt+Escape', 'Alt+Space', 'Alt+Enter', 'Ctrl+F4'],
    ...['Ctrl+Alt+Delete', 'Ctrl+Shift+Escape', 'Ctrl+Escape', 'Ctrl+Alt+Tab'],
    // Of the system, whatever programs ask for (RegisterHotKey); F12 is the debugger's, F11 fills the screen.
    ...['Super+L', 'Super+D', 'Super+E', 'Super+R', 'Super+I', 'Super+S', 'Super+X', 'Super+V', 'Super+A', 'Super+M'],
    ...['Super+Tab', 'Super+Space', 'Super+P', 'Super+H', 'Super+Up', 'Super+Down', 'Super+Left', 'Super+Right'],
    ...['Super+Shift+S', 'Super+Ctrl+D', 'Super+Ctrl+F4', 'Super+Ctrl+Left', 'Super+Ctrl+Right', 'F11', 'F12'],
  ],
  linux: [
    ...['Alt+F4', 'Alt+Tab', 'Alt+Shift+Tab', 'Alt+Escape', 'Alt+Space', 'Alt+F2', 'Alt+F1', 'Ctrl+F4', 'F11'],
    ...['Ctrl+Alt+Delete', 'Ctrl+Alt+Backspace', 'Ctrl+Alt+T', 'Ctrl+Alt+L', 'Ctrl+Escape'],
    ...['Super+L', 'Super+D', 'Super+A', 'Super+S', 'Super+Tab', 'Super+Space', 'Super+Shift+Space', 'Super+`'],
    ...['Super+Up', 'Super+Down', 'Super+Left', 'Super+Right'],
    // Text consoles: the kernel takes them before anybody.
    ...Array.from({ length: 12 }, (_, index) => `Ctrl+Alt+F${index + 1}`),
  ],
}

function primary(names: string): string[] {
  return names.split(' ').map((name) => `CommandOrControl+${name}`)
}
