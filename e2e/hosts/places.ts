import path from 'node:path'

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..')

/** Chromium's sandbox refuses to run as root. */
export const sandboxFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
