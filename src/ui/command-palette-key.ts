import { useEffect } from 'react'
import { isApple } from './kbd.tsx'

/** Calls on ⌘K or Ctrl+K. Apart from the palette, so that the palette itself can load when it is first asked for. */
export function useCommandPaletteKey(onPress: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isPaletteKey(event)) return
      event.preventDefault()
      onPress()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [onPress])
}

/** By its place as well as its letter, since an Arabic or Cyrillic keyboard has another letter there. On Apple's, Ctrl+K is the text field's own. */
function isPaletteKey({ key, code, ctrlKey, metaKey, altKey, shiftKey, repeat }: KeyboardEvent): boolean {
  const isMod = isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey
  return isMod && !altKey && !shiftKey && !repeat && (key.toLowerCase() === 'k' || (code === 'KeyK' && !/^[a-z]$/i.test(key)))
}
