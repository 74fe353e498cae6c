import { onBeforeUnmount, onMounted } from 'vue'
import { type MenuCommand, useApp } from '../stores/app'

/** Keeps the stores told for as long as the window lives; `onCommand` gets what menu and tray ask for. */
export function useSubscriptions(onCommand: (command: MenuCommand) => void): void {
  const app = useApp()
  let stop: (() => void) | undefined

  onMounted(() => {
    stop = app.follow(onCommand)
  })
  onBeforeUnmount(() => stop?.())
}
