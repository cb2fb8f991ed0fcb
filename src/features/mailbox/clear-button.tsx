import { Button } from '#ui/button.tsx'
import { PostForm } from '#ui/post-form.tsx'

export function ClearButton() {
  return (
    <PostForm action="/dev/mailbox" refusal={null}>
      {({ busy }) => (
        <Button type="submit" variant="secondary" busy={busy}>
          Empty the mailbox
        </Button>
      )}
    </PostForm>
  )
}
