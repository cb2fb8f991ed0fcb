import { useNavigate } from '@tanstack/react-router'
import { BellRing, House, UserRound } from 'lucide-react'
import { lazy, Suspense, useCallback, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { useCommandPaletteKey } from '#ui/command-palette-key.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { notify } from '#ui/notify.ts'
import { Sample } from './gallery-section.tsx'

const CommandPalette = lazy(async () => ({ default: (await import('#ui/command-palette.tsx')).CommandPalette }))

export function PaletteSample() {
  const navigate = useNavigate()
  const [state, setState] = useState<'unused' | 'open' | 'closed'>('unused')
  const [isDialogOpen, setIsDialogOpen] = useState(false)
  useCommandPaletteKey(useCallback(() => setState('open'), []))
  const pages = [
    { id: 'home', label: 'Home', icon: <House aria-hidden />, keywords: ['start', 'dashboard'], run: () => void navigate({ to: '/app' }) },
    {
      id: 'profile',
      label: 'Profile',
      hint: 'Settings',
      icon: <UserRound aria-hidden />,
      run: () => void navigate({ to: '/settings/profile' }),
    },
  ]
  const actions = [
    {
      id: 'toast',
      label: 'Show a toast',
      icon: <BellRing aria-hidden />,
      shortcut: ['Mod', 'J'],
      run: () => notify.success('From the palette'),
    },
    { id: 'dialog', label: 'Open a dialog', run: () => setIsDialogOpen(true) },
    ...['Genève', 'Göteborg', 'Kraków', 'Malmö', 'Reykjavík', 'São Paulo', 'Zürich'].map((city) => ({
      id: city,
      label: `Travel to ${city}`,
      run: () => notify.success(`Off to ${city}`),
    })),
  ]
  return (
    <Sample name="CommandPalette">
      <Button variant="secondary" onClick={() => setState('open')}>
        Search <Kbd keys={['Mod', 'K']} />
      </Button>
      {state === 'unused' ? null : (
        <Suspense>
          <CommandPalette
            groups={[
              { label: 'Pages', items: pages },
              { label: 'Actions', items: actions },
            ]}
            open={state === 'open'}
            onOpenChange={(isOpen) => setState(isOpen ? 'open' : 'closed')}
          />
        </Suspense>
      )}
      <Dialog open={isDialogOpen} onOpenChange={setIsDialogOpen} title="From the palette" />
    </Sample>
  )
}
