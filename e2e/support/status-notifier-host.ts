import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { MessageBus } from './message-bus'

/**
 * The tray of a Linux desktop, reduced to what a test needs: programs register their icons with it
 * (`org.kde.StatusNotifierWatcher`), it reads them (`org.kde.StatusNotifierItem`), and it works their menus
 * (`com.canonical.dbusmenu`).
 */
export interface StatusNotifierHost {
  /** The first icon that is registered; waits for it. */
  item(): Promise<TrayItem>
}

export interface MenuEntry {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
  /** Whether it is ticked; null where it can't be. */
  readonly checked: boolean | null
  readonly entries: readonly MenuEntry[]
}

/** An icon in the tray, as the desktop sees it. Everything is read anew whenever it is asked for. */
export interface TrayItem {
  toolTip(): Promise<string>
  /** Stands for the picture: another picture has another. */
  picture(): Promise<string>
  /** The menu's entries, without separators. */
  menu(): Promise<readonly MenuEntry[]>
  /** An entry by its label, at whatever depth; null when there is none. */
  find(label: string): Promise<MenuEntry | null>
  /** Clicks an entry. @throws Error when there is none, or it is disabled */
  choose(label: string): Promise<void>
  /** A click on the icon itself. */
  activate(): Promise<void>
}

const watcherName = 'org.kde.StatusNotifierWatcher'
const itemInterface = 'org.kde.StatusNotifierItem'
const menuInterface = 'com.canonical.dbusmenu'

const watcherDescription = {
  name: watcherName,
  methods: { RegisterStatusNotifierItem: ['s', ''], RegisterStatusNotifierHost: ['s', ''] },
  properties: { RegisteredStatusNotifierItems: 'as', IsStatusNotifierHostRegistered: 'b', ProtocolVersion: 'i' },
} as const

/** Begins to be the tray of whoever is on the bus. It has to be there before the programs that have icons. */
export async function startStatusNotifierHost(bus: MessageBus): Promise<StatusNotifierHost> {
  const registered = new EventEmitter()
  const watcher = {
    RegisteredStatusNotifierItems: [] as string[],
    IsStatusNotifierHostRegistered: true,
    ProtocolVersion: 0,
    RegisterStatusNotifierItem(service: string) {
      watcher.RegisteredStatusNotifierItems.push(service)
      registered.emit('item')
    },
    RegisterStatusNotifierHost: () => undefined,
  }
  await bus.serve(watcherName, '/StatusNotifierWatcher', watcherDescription, watcher)
  return {
    async item() {
      if (watcher.RegisteredStatusNotifierItems.length === 0) await once(registered, 'item')
      return trayItem(bus, watcher.RegisteredStatusNotifierItems[0] ?? '')
    },
  }
}

function trayItem(bus: MessageBus, destination: string): TrayItem {
  const path = '/StatusNotifierItem'
  // All of them at once, since which there are depends on the desktop: a picture has a name or pixels, never both.
  const properties = async (): Promise<ReadonlyMap<string, unknown>> => {
    const getAll = { destination, path, interface: 'org.freedesktop.DBus.Properties', member: 'GetAll' }
    const [list] = await bus.call({ ...getAll, signature: 's', body: [itemInterface] })
    return new Map((list as PropertyList).map(([name, value]) => [name, valueOf(value)]))
  }
  const property = async (name: string): Promise<unknown> => (await properties()).get(name)
  const atMenu = async () => ({ destination, path: String(await property('Menu')), interface: menuInterface })
  const click = async ({ id }: MenuEntry): Promise<void> => {
    const body = [id, 'clicked', ['s', ''], 0]
    await bus.call({ ...(await atMenu()), member: 'Event', signature: 'isvu', body })
  }
  const item: TrayItem = {
    async toolTip() {
      const [, , title = '', text = ''] = ((await property('ToolTip')) ?? []) as [unknown?, unknown?, string?, string?]
      return `${title}${text}`
    },
    async picture() {
      const all = await properties()
      return createHash('sha256')
        .update(JSON.stringify([all.get('IconName'), all.get('IconPixmap')]))
        .digest('hex')
    },
    async menu() {
      const request = { ...(await atMenu()), member: 'GetLayout', signature: 'iias', body: [0, -1, []] }
      const [_revision, layout] = await bus.call(request)
      return entryOf(layout as Layout).entries
    },
    async find(label) {
      return found(await item.menu(), label)
    },
    async choose(label) {
      const before = await item.find(label)
      if (!before?.enabled) throw new Error(`The tray's menu offers no “${label}” now.`)
      try {
        await click(before)
      } catch (error) {
        // The menu was rebuilt after it was read, and its entries have other numbers now, as a desktop finds out too.
        const after = await item.find(label)
        if (!after?.enabled || after.id === before.id) throw error
        await click(after)
      }
    },
    async activate() {
      await bus.call({ destination, path, interface: itemInterface, member: 'Activate', signature: 'ii', body: [0, 0] })
    },
  }
  return item
}

/** What the library makes of a variant. */
type Variant = readonly [types: unknown, values: readonly [unknown]]
type PropertyList = readonly (readonly [name: string, value: Variant])[]
type Layout = readonly [id: number, properties: PropertyList, children: readonly Variant[]]

const valueOf = (variant: unknown): unknown => (variant as Variant)[1][0]

function entryOf([id, list, children]: Layout): MenuEntry {
  const properties = new Map(list.map(([name, value]) => [name, valueOf(value)]))
  const label = properties.get('label')
  return {
    id,
    label: typeof label === 'string' ? label : '',
    enabled: properties.get('enabled') !== false,
    checked: properties.has('toggle-type') ? properties.get('toggle-state') === 1 : null,
    entries: children
      .map((child) => entryOf(valueOf(child) as Layout))
      .filter((entry) => entry.label !== '' || entry.entries.length > 0),
  }
}

function found(entries: readonly MenuEntry[], label: string): MenuEntry | null {
  for (const entry of entries) {
    const match = entry.label === label ? entry : found(entry.entries, label)
    if (match) return match
  }
  return null
}
