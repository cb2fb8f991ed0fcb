import { useQueryClient } from '@tanstack/react-query'
import { Button } from '~/ui/button'
import { clearMails } from './mailbox.functions'
import { mailboxQuery } from './mailbox.queries'

export function ClearButton() {
  const queryClient = useQueryClient()
  async function clear() {
    await clearMails()
    await queryClient.invalidateQueries({ queryKey: mailboxQuery().queryKey })
  }
  return (
    <Button variant="secondary" onClick={() => void clear()}>
      Empty the mailbox
    </Button>
  )
}
