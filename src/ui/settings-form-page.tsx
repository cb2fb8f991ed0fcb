import type { ReactNode } from 'react'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { PageHeading } from './page-heading.tsx'
import { type FormParts, PostForm } from './post-form.tsx'

type SettingsFormPageProps = {
  title: string
  description?: string
  action: string
  refusal: FormRefusal | null
  submit: string
  variant?: 'primary' | 'danger'
  /** Between the heading and the form, such as a warning. */
  above?: ReactNode
  below?: ReactNode
  /** The form's fields. */
  children: (parts: FormParts) => ReactNode
}

/** A page of the settings that changes one thing by one form. */
export function SettingsFormPage(props: SettingsFormPageProps) {
  const { title, description, action, refusal, submit, variant = 'primary', above, below, children } = props
  return (
    <>
      <PageHeading title={title} description={description} />
      {above}
      <PostForm action={action} refusal={refusal}>
        {(parts) => (
          <Card
            footer={
              <Button type="submit" variant={variant} busy={parts.busy}>
                {submit}
              </Button>
            }
          >
            {children(parts)}
          </Card>
        )}
      </PostForm>
      {below}
    </>
  )
}
