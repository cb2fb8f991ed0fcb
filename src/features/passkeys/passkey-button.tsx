import { useHydrated } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Button } from '#ui/button.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { canUsePasskeys } from './can-use-passkeys.ts'
import { FIELD, askForPasskey, offerPasskeys } from './passkey-client.ts'

type PasskeyButtonProps = {
  action: string
  redirect: string
  label: string
  /** Between what stands above and the button. */
  divider: string | null
  /** In place of the button, where it cannot work. */
  fallback?: string | null
  /** Also where the browser fills in the address. */
  isOffered?: boolean
}

/** Asks for a passkey and posts it to `action`. Not there without scripts, nor in a browser that knows none. */
export function PasskeyButton({ action, redirect, label, divider, fallback = null, isOffered = false }: PasskeyButtonProps) {
  const isHydrated = useHydrated()
  const root = useRef<HTMLDivElement>(null)
  const offered = useRef<string | null>(null)

  useEffect(() => {
    if (!isOffered || !canUsePasskeys()) return
    const left = new AbortController()
    void offerPasskeys(left.signal, (credential) => {
      offered.current = credential
      root.current?.querySelector('form')?.requestSubmit()
    })
    return () => left.abort()
  }, [isOffered])

  async function prepare(data: FormData) {
    const chosen = offered.current
    offered.current = null
    if (chosen === null) return askForPasskey(data)
    data.set(FIELD, chosen)
    return 'send'
  }

  // The server cannot know; a browser without passkeys is rare enough for the button to go away again.
  if (isHydrated && !canUsePasskeys()) return fallback === null ? null : <p className="text-sm text-muted">{fallback}</p>
  return (
    <>
      {fallback === null ? null : <p className="hidden text-sm text-muted noscript:block">{fallback}</p>}
      <div ref={root} className="grid gap-4 noscript:hidden">
        {divider === null ? null : (
          <p className="flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
            {divider}
          </p>
        )}
        <PostForm action={action} refusal={null} prepare={prepare}>
          {({ busy }) => (
            <>
              <input type="hidden" name="redirect" value={redirect} />
              <Button type="submit" variant="secondary" busy={busy}>
                <PasskeyMark />
                {label}
              </Button>
            </>
          )}
        </PostForm>
      </div>
    </>
  )
}

/** Decoration: the words are beside it. */
function PasskeyMark() {
  return (
    <svg aria-hidden viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={2} strokeLinecap="round" strokeLinejoin="round">
      <path d="M6 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M2 21a8 8 0 0 1 10-7.8M16.5 15a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M19 17.5V22l1.5-1" />
    </svg>
  )
}
