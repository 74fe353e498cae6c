/**
 * Appends elements one by one. `push(...elements)` puts each of them on the stack, which overflows at some 100,000; a
 * server decides how many there are.
 */
export function appendAll<T>(target: T[], elements: Iterable<T>): void {
  for (const element of elements) target.push(element)
}
