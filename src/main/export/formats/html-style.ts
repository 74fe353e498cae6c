/** The look of an exported page: follows the reader's light or dark preference, and prints. */
export const htmlStyle = `
:root { color-scheme: light dark; --text: #1c1c1e; --quiet: #62626b; --back: #ffffff; --box: #f3f3f6; --line: #d9d9e0; --accent: #2457c5; --trouble: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececf0; --quiet: #a3a3ad; --back: #17171a; --box: #232327; --line: #3a3a41; --accent: #8fb1ff; --trouble: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 48px; max-width: 760px; color: var(--text); background: var(--back); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 12px; margin: 0 0 24px; color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
article { margin: 0 0 12px; padding: 8px 12px; border-radius: 8px; border: 1px solid var(--line); }
article.user { background: var(--box); }
h2 { margin: 0; font-size: 13px; color: var(--accent); }
h2 time { color: var(--quiet); font-weight: normal; }
audio { display: block; margin: 6px 0 0; width: 100%; max-width: 420px; height: 36px; }
p { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.unheard, .aside, .note { color: var(--quiet); }
.unheard { text-decoration: line-through; }
/* Nothing in one piece of text may rearrange the others. */
.heard, .cut, .unheard { unicode-bidi: isolate; }
.cut { color: var(--trouble); }
.aside { margin: 0 0 12px; padding: 0 12px; font-size: 13px; }
.aside code { font: 12px/1.5 ui-monospace, monospace; }
.warning b, .error b { color: var(--trouble); }
@media print { body { padding: 0; } article { break-inside: avoid; } }
`.trim()
