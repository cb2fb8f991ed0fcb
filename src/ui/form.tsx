import { useRouteContext } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'

/** Every form that posts. It names the user it was rendered for: the server refuses it from anyone else's session. */
export function Form({ children, ...rest }: ComponentProps<'form'>) {
  const viewer = useRouteContext({ from: '__root__', select: (context) => context.viewer?.id })
  return (
    <form method="post" {...rest}>
      {viewer === undefined ? null : <input type="hidden" name={VIEWER_FIELD} value={viewer} />}
      {children}
    </form>
  )
}
