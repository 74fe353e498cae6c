import { freshTest as base } from '../fixtures'
import { withoutSound } from '../hosts/host'
import { type MessageBus, messageBusMissing, startMessageBus } from './message-bus'
import { startStatusNotifierHost, type StatusNotifierHost, type TrayItem } from './status-notifier-host'

interface TrayFixtures {
  bus: MessageBus
  trayHost: StatusNotifierHost
  /** Parley's icon in the tray. */
  tray: TrayItem
}

/** Tests of a desktop host that finds a tray, as it does on a desktop and not on a bare display. */
export const test = base.extend<TrayFixtures>({
  bus: async ({ hostKind: _hostKind }, use, testInfo) => {
    const missing = messageBusMissing()
    testInfo.skip(missing !== undefined, missing ?? '')
    const bus = await startMessageBus()
    await use(bus)
    await bus.stop()
  },
  trayHost: async ({ bus }, use) => {
    await use(await startStatusNotifierHost(bus))
  },
  hostEnvironment: async ({ bus, trayHost: _trayHost }, use) => {
    await use({ ...withoutSound, DBUS_SESSION_BUS_ADDRESS: bus.address })
  },
  tray: async ({ trayHost, host: _host }, use) => {
    await use(await trayHost.item())
  },
})
