import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'
import { buttonLook, type ButtonSize, type ButtonVariant } from './button-look.ts'

type ButtonAnchorProps = ComponentPropsWithRef<'a'> & { variant?: ButtonVariant; size?: ButtonSize }

function ButtonAnchor({ variant = 'primary', size = 'md', className, ...rest }: ButtonAnchorProps) {
  return <a {...rest} className={buttonLook(variant, size, className)} />
}

/** A router link (`to`, `params`, `search`, `preload`) with a button's looks. */
export const ButtonLink = createLink(ButtonAnchor)
