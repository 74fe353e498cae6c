import type { ParentProgram } from '../../../shared/child-program'
import type { Clock } from '../../../shared/clock'
import type { AppError } from '../../../shared/ipc/result'
import type { FromRecordings, Question, ToRecordings } from './messages'
import { notErased } from './recording-failure'
import { RecordingFiles } from './recording-files'
import type { SoundFormat } from './sound-format'

/** The far side of {@link openRecordings}: does what it is told, in order, in a thread of its own. */
export function hostRecordings(parent: ParentProgram, format: SoundFormat, clock: Clock): void {
  const post = (message: FromRecordings): void => parent.post(message)
  let files: RecordingFiles | undefined

  parent.listen((received) => {
    const message = received as ToRecordings
    switch (message.type) {
      case 'open':
        files = new RecordingFiles({
          folder: message.folder,
          format,
          clock,
          onNews: (news) => post({ type: 'news', news }),
        })
        return
      case 'add':
        files?.add(message.key, message.samples)
        return
      case 'finish':
        files?.finish(message.key)
        return
      case 'discard':
        files?.discard(message.key)
        return
      case 'rename':
        files?.rename(message.from, message.to)
        return
      case 'ask':
        if (files) post(answer(files, message, (error) => post({ type: 'news', news: { kind: 'trouble', error } })))
    }
  })
}

function answer(files: RecordingFiles, question: Question, tell: (error: AppError) => void): FromRecordings {
  try {
    return { type: 'answer', id: question.id, value: ask(files, question) }
  } catch (thrown) {
    const { error } = notErased(thrown)
    tell(error)
    return { type: 'refused', id: question.id, error }
  }
}

function ask(files: RecordingFiles, question: Question): unknown {
  switch (question.name) {
    case 'list':
      return files.list(question.takes)
    case 'read':
      return files.read(question.takes)
    case 'remove':
      files.remove(question.takes)
      return undefined
    case 'removeItem':
      files.removeItem(question.takes.conversationId, question.takes.itemId)
      return undefined
    case 'forgetEverything':
      files.forgetEverything()
      return undefined
    case 'retain':
      files.retain(question.takes)
      return undefined
    case 'close':
      files.close()
      return undefined
  }
}
