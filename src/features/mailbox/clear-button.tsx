import { Button } from '~/ui/button'
import { PostForm } from '~/ui/post-form'

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
