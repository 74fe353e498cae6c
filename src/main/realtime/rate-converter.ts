/** Converts a stream of mono PCM16 from one sample rate to another, in blocks of any length. */
export interface RateConverter {
  process(samples: Int16Array): Int16Array
  /** The rest of the output, at the end of the stream. */
  flush(): Int16Array
}

/** Makes a converter between two rates, in hertz. */
export type CreateRateConverter = (inRate: number, outRate: number) => RateConverter
