import { inject, type InjectionKey, readonly, type ShallowRef, shallowRef } from 'vue'
import type { MarkdownRenderer } from './markdown-renderer'

/** The window's one Markdown renderer; null until it has been loaded. */
type LoadedRenderer = Readonly<ShallowRef<MarkdownRenderer | null>>

/** Loads the renderer, which is large and not needed to open the window, when the window has nothing better to do. */
export function loadMarkdown(): LoadedRenderer {
  const renderer = shallowRef<MarkdownRenderer | null>(null)
  requestIdleCallback(() => {
    void import('./markdown-renderer').then(({ createMarkdownRenderer }) => {
      renderer.value = createMarkdownRenderer()
    })
  })
  return readonly(renderer)
}

export const markdownKey: InjectionKey<LoadedRenderer> = Symbol('markdown')

/** App provides it. */
export const useMarkdown = (): LoadedRenderer => inject(markdownKey, loadMarkdown, true)
