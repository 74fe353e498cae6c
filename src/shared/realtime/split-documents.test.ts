import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitDocuments } from './split-documents'

const split = (text: string): string[] => [...splitDocuments(text)]

describe('splitDocuments', () => {
  it.each([
    ['JSON lines', '{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']],
    ['an array on one line', '[{"a":1},{"b":2}]', ['{"a":1}', '{"b":2}']],
    [
      'a pretty-printed array',
      '[\n  {\n    "a": 1\n  },\n  {\n    "b": 2\n  }\n]',
      ['{\n    "a": 1\n  }', '{\n    "b": 2\n  }'],
    ],
    ['documents between separators', '---\n\n{\n "a": 1\n}\n\n---\n\n{"b":2}\n---\n', ['{\n "a": 1\n}', '{"b":2}']],
    ['documents without separators', '{\n "a": {}\n}\n{\n "b": 2\n}', ['{\n "a": {}\n}', '{\n "b": 2\n}']],
    ['documents on one line', '{"a":1}{"b":2}', ['{"a":1}', '{"b":2}']],
    ['Windows line ends and a byte order mark', '\uFEFF{"a":1}\r\n---\r\n{"b":2}\r\n', ['{"a":1}', '{"b":2}']],
    ['frames as strings', '"{\\"a\\":1}"\n"b"', ['"{\\"a\\":1}"', '"b"']],
    ['an array of strings', '["a", "b"]', ['"a"', '"b"']],
    ['nothing', ' \n---\n\n[]\n', []],
  ])('divides %s', (_name, text, documents) => {
    expect(split(text)).toEqual(documents)
  })

  it('looks past braces, brackets, quotes and backslashes in strings', () => {
    const documents = [{ a: '}{' }, { b: '"]["' }, { c: '\\' }, { d: '\\"' }].map((value) => JSON.stringify(value))
    expect(split(documents.join('\n'))).toEqual(documents)
  })

  it.each([
    ['a truncated last line', '{"a":1}\n{"b":"tru', ['{"a":1}', '{"b":"tru']],
    ['a truncated last document', '{"a":1}\n---\n{\n  "b": {\n    "c": [1,', ['{"a":1}', '{\n  "b": {\n    "c": [1,']],
    ['a truncated array', '[{"a":1},{"b":', ['{"a":1}', '{"b":']],
    ['a truncated line between', '{"a":{"x":1\n{"b":2}', ['{"a":{"x":1', '{"b":2}']],
    ['an open string between', '{"a":"x\n{"b":2}', ['{"a":"x', '{"b":2}']],
    [
      'a truncated document between',
      '{\n  "a": {\n    "x": [\n      {\n{\n  "b": 2\n}',
      ['{\n  "a": {\n    "x": [\n      {', '{\n  "b": 2\n}'],
    ],
    [
      'a truncated array element',
      '[\n  {\n    "a": {\n  {\n    "b": 2\n  }\n]',
      ['{\n    "a": {', '{\n    "b": 2\n  }'],
    ],
    [
      'lines of garbage',
      'one\n{"a":1}\ntwo\nthree\n{"b":2}\nfour',
      ['one', '{"a":1}', 'two', 'three', '{"b":2}', 'four'],
    ],
    ['garbage between separators', '{"a":1}\n---\none\ntwo\n---\n{"b":2}', ['{"a":1}', 'one\ntwo', '{"b":2}']],
    [
      'a document without its start',
      '  "x": [\n    {\n      "y": 1\n    }\n  ]\n}\n{\n  "b": 2\n}',
      ['"x": [\n    {\n      "y": 1\n    }\n  ]\n}', '{\n  "b": 2\n}'],
    ],
    [
      'a line without its start',
      'type":"a","item":{"type":"b"}}\n{"b":2}',
      ['type":"a","item":{"type":"b"}}', '{"b":2}'],
    ],
  ])('reads the rest around %s', (_name, text, documents) => {
    expect(split(text)).toEqual(documents)
  })

  it('divides what any JSON writer wrote, in every layout', () => {
    const documents = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 })
    const layouts: ((values: readonly unknown[], indent: number) => string)[] = [
      (values) => values.map((value) => JSON.stringify(value)).join('\n'),
      (values, indent) => values.map((value) => JSON.stringify(value, null, indent)).join('\n---\n'),
      (values, indent) => values.map((value) => JSON.stringify(value, null, indent)).join('\r\n'),
      (values, indent) => JSON.stringify(values, null, indent),
    ]
    fc.assert(
      fc.property(documents, fc.constantFrom(...layouts), fc.integer({ min: 0, max: 4 }), (values, layout, indent) => {
        expect(split(layout(values, indent)).map((text) => JSON.parse(text) as unknown)).toEqual(
          values.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
        )
      }),
    )
  })

  it('goes through a long line once', () => {
    const documents = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ index, text: 'x'.repeat(100) }))
    expect(split(`[${documents.join(',')}]`)).toEqual(documents)
  })
})
