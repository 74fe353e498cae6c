'use strict'
// The least that a program with a window can be in Electron: what Parley is compared with.
const path = require('node:path')
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.env.BARE_DATA)
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 960, height: 680, show: false })
  window.once('ready-to-show', () => window.show())
  return window.loadFile(path.join(__dirname, 'index.html'))
})
