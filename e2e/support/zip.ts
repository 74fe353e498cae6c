import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import yauzl from 'yauzl'

/** The files of a ZIP archive, by their names. */
export async function readZip(path: string): Promise<ReadonlyMap<string, string>> {
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)
  const zip = await open(path, { lazyEntries: false, autoClose: true })
  const contents = new Map<string, Promise<string>>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      contents.set(
        entry.fileName,
        new Promise((done, failed) => {
          zip.openReadStream(entry, (error, stream) => {
            if (error) failed(error)
            else text(stream).then(done, failed)
          })
        }),
      )
    })
    zip.on('end', resolve)
    zip.on('error', reject)
  })
  return new Map(await Promise.all([...contents].map(async ([name, content]) => [name, await content] as const)))
}
