/** How long the test of the devices records, in milliseconds; it plays as long. */
export const deviceTestMs = 3_000
