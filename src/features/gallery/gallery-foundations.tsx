import { GallerySection, Sample, Samples } from './gallery-section.tsx'

const COLOURS = {
  Surfaces: ['--color-canvas', '--color-sunken', '--color-surface', '--color-raised', '--color-line', '--color-edge'],
  Text: ['--color-ink', '--color-muted', '--color-faint'],
  Accent: ['--color-accent', '--color-accent-strong', '--color-accent-soft', '--color-accent-ink', '--color-on-accent'],
  Danger: ['--color-danger', '--color-danger-strong', '--color-danger-soft', '--color-danger-ink', '--color-on-danger'],
  Success: ['--color-success', '--color-success-soft', '--color-success-ink'],
  Warning: ['--color-warning', '--color-warning-soft', '--color-warning-ink'],
  Info: ['--color-info', '--color-info-soft', '--color-info-ink'],
}

const TEXT_SIZES = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl', 'text-2xl', 'text-3xl']
const RADII = ['rounded-sm', 'rounded-md', 'rounded-lg', 'rounded-xl']
const SHADOWS = ['shadow-xs', 'shadow-md', 'shadow-lg']

export function FoundationSections() {
  return (
    <>
      <GallerySection id="colours" title="Colours">
        {Object.entries(COLOURS).map(([group, names]) => (
          <Sample key={group} name={group}>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-3">
              {names.map((name) => (
                <Swatch key={name} name={name} />
              ))}
            </ul>
          </Sample>
        ))}
      </GallerySection>
      <GallerySection id="type" title="Type">
        <div className="grid grid-cols-1 gap-4">
          {TEXT_SIZES.map((size) => (
            <Sample key={size} name={size}>
              <p className={size}>Everyone who comes in is expected</p>
            </Sample>
          ))}
        </div>
        <Samples>
          <Sample name="Weights">
            <p>
              Normal, <span className="font-medium">medium</span>, <span className="font-semibold">semibold</span>
            </p>
          </Sample>
          <Sample name="font-mono">
            <p className="font-mono text-sm">npm run dev # 0O 1lI</p>
          </Sample>
          <Sample name="link">
            <p>
              Words with{' '}
              <a href="#type" className="link">
                a link
              </a>{' '}
              among them
            </p>
          </Sample>
        </Samples>
      </GallerySection>
      <GallerySection id="shape" title="Radius and shadow">
        <ul className="flex flex-wrap gap-6">
          {RADII.map((radius) => (
            <Shape key={radius} look={radius} className={`border border-edge ${radius}`} />
          ))}
          {SHADOWS.map((shadow) => (
            <Shape key={shadow} look={shadow} className={`rounded-lg ${shadow}`} />
          ))}
        </ul>
      </GallerySection>
    </>
  )
}

function Swatch({ name }: { name: string }) {
  return (
    <li className="grid gap-1">
      <span className="h-12 rounded-md border border-edge forced-color-adjust-none" style={{ background: `var(${name})` }} />
      <code className="font-mono text-xs text-muted">{name.replace('--color-', '')}</code>
    </li>
  )
}

function Shape({ look, className }: { look: string; className: string }) {
  return (
    <li className="grid gap-2">
      <span className={`block size-20 bg-raised ${className}`} />
      <code className="font-mono text-xs text-muted">{look}</code>
    </li>
  )
}
