import { CircleHelp, Copy, EllipsisVertical, House, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { Menu, MenuCheckbox, MenuGroup, MenuItem, MenuLink, MenuRadios, MenuSeparator } from '#ui/menu.tsx'
import { notify } from '#ui/notify.ts'
import { Popover } from '#ui/popover.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import { DialogSection } from './gallery-dialogs.tsx'
import { PaletteSample } from './gallery-palette.tsx'
import { LONG } from './gallery-texts.ts'
import { GallerySection, Sample, Samples } from './gallery-section.tsx'

export function OverlaySections() {
  return (
    <>
      <DialogSection />
      <GallerySection id="menus" title="Menus, popovers and tooltips">
        <Samples>
          <MenuSamples />
          <Sample name="Popover">
            <Popover trigger={<Button variant="secondary">Where is this?</Button>} title="Approximate place">
              <p className="text-muted">Taken from the address the request came from. It can be off by a city.</p>
            </Popover>
          </Sample>
          <Sample name="Tooltip">
            <div className="flex flex-wrap gap-3">
              <Tooltip text="Only you can see this list.">
                <Button variant="secondary">Described</Button>
              </Tooltip>
              <Tooltip text="Help" isName>
                <Button variant="ghost">
                  <CircleHelp aria-hidden />
                </Button>
              </Tooltip>
            </div>
          </Sample>
        </Samples>
      </GallerySection>
      <GallerySection id="palette" title="Command palette">
        <Samples>
          <PaletteSample />
          <Sample name="Kbd">
            <div className="flex gap-4">
              <Kbd keys={['Mod', 'K']} />
              <Kbd keys={['Esc']} />
              <Kbd keys={['F6']} />
            </div>
          </Sample>
        </Samples>
      </GallerySection>
      <GallerySection id="toasts" title="Toasts">
        <div className="flex flex-wrap gap-3">
          <Button variant="secondary" onClick={() => notify.success('Profile saved')}>
            Success
          </Button>
          <Button variant="secondary" onClick={() => notify.error('The session could not be ended. Try again.')}>
            Error
          </Button>
          <Button
            variant="secondary"
            onClick={() => notify.success('Session ended', { label: 'Undo', run: () => notify.success('Session restored') })}
          >
            With undo
          </Button>
          <Button variant="secondary" onClick={() => notify.success(LONG, { label: 'Undo', run: () => undefined })}>
            Long text
          </Button>
        </div>
      </GallerySection>
    </>
  )
}

function MenuSamples() {
  const [isWrapped, setIsWrapped] = useState(true)
  const [order, setOrder] = useState<'new' | 'name'>('new')
  return (
    <Sample name="Menu">
      <div className="flex flex-wrap gap-3">
        <Menu
          trigger={
            <Button variant="secondary" aria-label="Actions for the key">
              <EllipsisVertical aria-hidden />
            </Button>
          }
        >
          <MenuLink to="/app" icon={<House aria-hidden />}>
            Home
          </MenuLink>
          <MenuItem icon={<Copy aria-hidden />} onSelect={() => notify.success('Copied')}>
            Copy
          </MenuItem>
          <MenuItem onSelect={() => undefined} disabled>
            Not for your role
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={() => notify.success('Deleted')}>
            Delete
          </MenuItem>
        </Menu>
        <Menu trigger={<Button variant="secondary">View</Button>} align="end">
          <MenuGroup label="Lines">
            <MenuCheckbox checked={isWrapped} onChange={setIsWrapped}>
              Wrap long lines
            </MenuCheckbox>
          </MenuGroup>
          <MenuSeparator />
          <MenuRadios
            label="Order"
            value={order}
            onChange={setOrder}
            options={[
              { value: 'new', label: 'Newest first' },
              { value: 'name', label: 'By name' },
            ]}
          />
        </Menu>
      </div>
    </Sample>
  )
}
