#!/usr/bin/env node
/**
 * Draws the icons (resources/icons): the app's, the tray's in each of its states, and in `package` what packages for
 * Linux, macOS and Windows want. The results are committed: run this only to change how they look. Plain Node: shapes
 * are signed distances, a PNG is a zlib stream with headers, and the systems' own formats are headers before PNGs.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

const folder = join(import.meta.dirname, '..', 'resources', 'icons')

const accent = [27, 107, 89]
const white = [255, 255, 255]
/** Tray colours are mid-tones, which can be told from light and dark panels alike. */
const trayColours = {
  off: [140, 146, 156],
  ready: [47, 125, 235],
  listening: [222, 56, 56],
  speaking: [22, 150, 95],
  trouble: [214, 132, 20],
}

// --- shapes: distance to the edge in units of the picture (0 to 1), negative inside -----------------------------

const circle = (x, y, radius) => (px, py) => Math.hypot(px - x, py - y) - radius
const box = (x, y, width, height, radius) => (px, py) => {
  const dx = Math.abs(px - x) - width / 2 + radius
  const dy = Math.abs(py - y) - height / 2 + radius
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}
/** A bar with round ends, standing upright around the middle. */
const bar = (x, height, width) => box(x, 0.5, width, height, width / 2)
/** A straight line with round ends. */
const line = (ax, ay, bx, by, width) => (px, py) => {
  const t = Math.min(
    1,
    Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
  )
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay)) - width / 2
}
const together =
  (...shapes) =>
  (px, py) =>
    Math.min(...shapes.map((shape) => shape(px, py)))

/** A voice: five bars of a wave. `heights` in units of the picture. */
const voice = (heights, width = 0.09, gap = 0.155) =>
  together(...heights.map((height, index) => bar(0.5 + (index - (heights.length - 1) / 2) * gap, height, width)))

// --- pictures: layers of shape and colour, the last on top --------------------------------------------------------

const appIcon = [
  { shape: box(0.5, 0.5, 0.92, 0.92, 0.22), colour: accent },
  { shape: voice([0.18, 0.38, 0.58, 0.38, 0.18], 0.085, 0.14), colour: white },
]

const quiet = voice([0.12, 0.12, 0.12, 0.12, 0.12], 0.12, 0.19)
const loud = voice([0.3, 0.62, 0.92, 0.62, 0.3], 0.12, 0.19)
const disc = circle(0.5, 0.5, 0.48)
/** States differ in shape as well as in colour, for those who don't tell colours apart. */
const trayIcons = {
  off: [{ shape: quiet, colour: trayColours.off }],
  ready: [{ shape: voice([0.24, 0.44, 0.64, 0.44, 0.24], 0.12, 0.19), colour: trayColours.ready }],
  listening: [
    { shape: disc, colour: trayColours.listening },
    { shape: circle(0.5, 0.5, 0.2), colour: white },
  ],
  speaking: [{ shape: loud, colour: trayColours.speaking }],
  trouble: [
    { shape: disc, colour: trayColours.trouble },
    { shape: together(line(0.5, 0.24, 0.5, 0.54, 0.13), circle(0.5, 0.74, 0.075)), colour: white },
  ],
}

// --- pixels -------------------------------------------------------------------------------------------------------

/** Red, green, blue and opacity of every pixel, row by row. */
function draw(layers, size) {
  const pixels = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let colour = [0, 0, 0]
      let opacity = 0
      for (const layer of layers) {
        // Half a pixel on either side of the edge, so that it is smooth.
        const cover = Math.min(1, Math.max(0, 0.5 - layer.shape((column + 0.5) / size, (row + 0.5) / size) * size))
        if (cover === 0) continue
        const total = cover + opacity * (1 - cover)
        colour = colour.map((value, index) => (layer.colour[index] * cover + value * opacity * (1 - cover)) / total)
        opacity = total
      }
      pixels.set([...colour, opacity * 255].map(Math.round), (row * size + column) * 4)
    }
  }
  return pixels
}

function png(pixels, size) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8) // 8 bits a channel, red green blue alpha
  const rows = Buffer.alloc(size * (size * 4 + 1)) // each row begins with its filter: none
  for (let row = 0; row < size; row++) pixels.copy(rows, row * (size * 4 + 1) + 1, row * size * 4, (row + 1) * size * 4)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** Windows: a table of pictures, then the pictures. Every Windows since Vista reads PNGs in it. */
function ico(pictures) {
  const header = Buffer.from([0, 0, 1, 0, pictures.length, 0])
  let offset = header.length + pictures.length * 16
  const entries = pictures.map(({ size, content }) => {
    const entry = Buffer.alloc(16)
    entry.set([size % 256, size % 256]) // 256 is written as 0
    entry.set([1, 0, 32, 0], 4) // one plane, 32 bits a pixel
    entry.writeUInt32LE(content.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += content.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...pictures.map(({ content }) => content)])
}

/** macOS: the types that hold PNGs, by size in pixels; those with two names are for single and double density. */
const icnsTypes = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
}

function icns(pictures) {
  const framed = (type, content) => {
    const header = Buffer.alloc(8)
    header.write(type, 'latin1')
    header.writeUInt32BE(content.length + header.length, 4)
    return Buffer.concat([header, content])
  }
  return framed(
    'icns',
    Buffer.concat(pictures.flatMap(({ size, content }) => icnsTypes[size].map((type) => framed(type, content)))),
  )
}

const picture = (layers) => (size) => ({ size, content: png(draw(layers, size), size) })
const save = (name, content) => writeFileSync(join(folder, name), content)

mkdirSync(join(folder, 'package/linux'), { recursive: true })
save('parley.png', picture(appIcon)(512).content)
for (const [state, layers] of Object.entries(trayIcons)) {
  save(`tray-${state}.png`, picture(layers)(22).content)
  save(`tray-${state}@2x.png`, picture(layers)(44).content)
}
// The sizes that the icon theme of Linux desktops has folders for.
for (const { size, content } of [16, 24, 32, 48, 64, 128, 256, 512].map(picture(appIcon)))
  save(`package/linux/${size}x${size}.png`, content)
save('package/parley.ico', ico([16, 24, 32, 48, 64, 128, 256].map(picture(appIcon))))
save('package/parley.icns', icns([32, 64, 128, 256, 512, 1024].map(picture(appIcon))))
