/** Does each word of the query stand in one of the texts? Case and accents do not count: `creme` finds `Crème`. */
export function matchesWords(query: string, texts: readonly string[]): boolean {
  const searched = fold(texts.join('\n'))
  return fold(query)
    .split(/\s+/)
    .every((word) => searched.includes(word))
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
