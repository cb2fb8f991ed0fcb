import { useHydrated } from '@tanstack/react-router'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Button } from './button.tsx'

const CONFIRMED_FOR_MILLISECONDS = 2000

export type CopyButtonProps = {
  value: string
  /** Names what is copied, such as `Copy reference`. */
  label?: string
  className?: string
}

/** Absent until scripts run: without them the text beside it can still be selected. */
export function CopyButton({ value, label = m.ui_copy(), className }: CopyButtonProps) {
  const isHydrated = useHydrated()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), CONFIRMED_FOR_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [isCopied])

  if (!isHydrated) return null
  const copy = () =>
    void navigator.clipboard.writeText(value).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  return (
    <>
      <Button variant="ghost" size="sm" aria-label={label} title={label} className={className} onClick={copy}>
        {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? m.ui_copied() : null}
      </span>
    </>
  )
}
