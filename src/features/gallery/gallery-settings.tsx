import { useNavigate } from '@tanstack/react-router'
import { SwitchField } from '#ui/switch-field.tsx'

export type GallerySearch = { themes?: 'both'; dir?: 'rtl' }

/** The rest of the address belongs to the samples: the live table keeps its filters there. */
export const gallerySearch = ({ themes, dir, ...rest }: Record<string, unknown>): GallerySearch => ({
  ...rest,
  ...(themes === 'both' ? { themes } : {}),
  ...(dir === 'rtl' ? { dir } : {}),
})

export function GallerySettings({ themes, dir }: GallerySearch) {
  const navigate = useNavigate()
  const show = (search: GallerySearch) => void navigate({ to: '/dev/ui', search, resetScroll: false })
  return (
    <div className="flex flex-wrap gap-6">
      <SwitchField
        name="themes"
        label="Both themes"
        checked={themes === 'both'}
        onChange={({ target }) => show({ dir, ...(target.checked ? { themes: 'both' } : {}) })}
      />
      <SwitchField
        name="dir"
        label="Right to left"
        checked={dir === 'rtl'}
        onChange={({ target }) => show({ themes, ...(target.checked ? { dir: 'rtl' } : {}) })}
      />
    </div>
  )
}
