import createDOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import { inject, type InjectionKey } from 'vue'

/** Answers are a stranger's text: no HTML of theirs, no images (they would be fetched), no styles, no forms. */
const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
}

/** Makes the function that turns Markdown into HTML that is safe to show. */
export function createMarkdown(): (text: string) => string {
  const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('image')
  const purify = createDOMPurify(window)
  return (text) => purify.sanitize(markdown.render(text), allowed)
}

type RenderMarkdown = ReturnType<typeof createMarkdown>
export const markdownKey: InjectionKey<RenderMarkdown> = Symbol('markdown')

/** The window's one Markdown renderer; App provides it. */
export const useMarkdown = (): RenderMarkdown => inject(markdownKey, createMarkdown, true)
