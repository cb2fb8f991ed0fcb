/** First letters of the first and the last word, or of the address when there is no name: `Ada Lovelace` → `AL`. */
export function initials(name: string, email = ''): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? email]
  return (
    ends
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  )
}
