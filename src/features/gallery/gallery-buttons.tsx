import { Plus } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import type { ButtonSize, ButtonVariant } from '#ui/button-look.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { GallerySection, Sample, Samples } from './gallery-section.tsx'

const VARIANTS: ButtonVariant[] = ['primary', 'secondary', 'ghost', 'danger']
const SIZES: ButtonSize[] = ['sm', 'md', 'lg']

export function ButtonSections() {
  return (
    <GallerySection id="buttons" title="Buttons">
      <Samples>
        {VARIANTS.map((variant) => (
          <Sample key={variant} name={variant} wide>
            <div className="flex flex-wrap items-center gap-3">
              {SIZES.map((size) => (
                <Button key={size} variant={variant} size={size}>
                  Size {size}
                </Button>
              ))}
              <Button variant={variant}>
                <Plus aria-hidden />
                With an icon
              </Button>
              <Button variant={variant} busy>
                Busy
              </Button>
              <Button variant={variant} disabled>
                Disabled
              </Button>
            </div>
          </Sample>
        ))}
        <Sample name="ButtonLink">
          <ButtonLink to="/app" variant="secondary">
            A link that looks like one
          </ButtonLink>
        </Sample>
        <Sample name="CopyButton">
          <CopyButton value="Copied from the gallery" label="Copy the sample" />
        </Sample>
      </Samples>
    </GallerySection>
  )
}
