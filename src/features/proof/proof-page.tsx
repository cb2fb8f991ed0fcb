import { Hydrate } from '@tanstack/react-start'
import { PublicPage } from '~/ui/public-page'
import { useServerHtml } from '~/ui/use-server-html'
import { ProofList } from './proof-list'

export function ProofPage({ isSignedIn }: { isSignedIn: boolean }) {
  const serverHtml = useServerHtml()
  return (
    <PublicPage isSignedIn={isSignedIn}>
      <Hydrate when={serverHtml}>
        <ProofList />
      </Hydrate>
    </PublicPage>
  )
}
