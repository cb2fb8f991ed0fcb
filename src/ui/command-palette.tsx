import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useId, useState } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { type Command, type CommandGroup, findCommands } from './command-palette-search.ts'
import { Kbd } from './kbd.tsx'

export type CommandPaletteProps = {
  groups: readonly CommandGroup[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Every page and action by its name. Load it when it is first asked for; `useCommandPaletteKey` listens for that. */
export function CommandPalette({ groups, open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim z-40" />
        <Dialog.Viewport className="fixed inset-0 z-40 grid grid-cols-1 justify-items-center p-4 sm:pt-[14vh]">
          <Dialog.Popup
            aria-label={m.ui_palette()}
            className="popup flex max-h-[min(28rem,100%)] w-full max-w-xl flex-col self-start overflow-clip"
          >
            <SearchBox groups={groups} close={() => onOpenChange(false)} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function SearchBox({ groups, close }: { groups: readonly CommandGroup[]; close: () => void }) {
  const [query, setQuery] = useState('')
  const keys = useId()
  const found = findCommands(groups, query)
  const count = found.reduce((sum, { items }) => sum + items.length, 0)

  function run(command: Command) {
    close()
    command.run()
  }

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filteredItems={found}
      value={query}
      onValueChange={(value, { reason }) => reason !== 'item-press' && setQuery(value)}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Autocomplete.Input
          aria-label={m.ui_palette_search()}
          aria-describedby={keys}
          placeholder={m.ui_palette_search()}
          className="h-13 min-w-0 grow rounded-sm bg-transparent px-1 text-base text-ellipsis -outline-offset-8"
        />
        <Dialog.Close className="rounded-sm py-1">
          <Kbd keys={['Esc']} /> <span className="sr-only">{m.ui_close()}</span>
        </Dialog.Close>
        <p id={keys} hidden>
          {m.ui_palette_keys()}
        </p>
      </div>
      <Autocomplete.Status className="sr-only">{count > 0 ? m.ui_palette_count({ count }) : null}</Autocomplete.Status>
      <Autocomplete.Empty className="px-4 py-10 text-center text-sm text-muted wrap-anywhere empty:hidden">
        {m.ui_palette_empty({ query })}
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 scroll-py-8 overflow-y-auto overscroll-contain p-1.5 empty:hidden">
        {(group: CommandGroup) => (
          <Autocomplete.Group key={group.label} items={group.items} className="pb-1">
            <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">{group.label}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => <Row key={command.id} command={command} onRun={() => run(command)} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function Row({ command, onRun }: { command: Command; onRun: () => void }) {
  const { label, hint, icon, shortcut } = command
  return (
    <Autocomplete.Item value={command} onClick={onRun} className="popup-item [&_svg]:text-muted">
      {icon}
      <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
        {label}
        {hint && <span className="text-muted">{hint}</span>}
      </span>
      {shortcut && <Kbd keys={shortcut} />}
    </Autocomplete.Item>
  )
}
