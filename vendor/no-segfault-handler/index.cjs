// naudiodon registers a crash handler when it is loaded. The real one writes crash.log into the working directory,
// is tied to one Node ABI and does not load in Electron; without it one build of the addon serves every host.
exports.registerHandler = () => {}
