import { DirectionProvider } from '@base-ui/react/direction-provider'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { PageHeading } from '#ui/page-heading.tsx'
import { SiteHeader } from '#ui/site-header.tsx'
import { MAIN_ID } from '#ui/skip-link.tsx'
import { Toaster } from '#ui/toaster.tsx'
import { ButtonSections } from './gallery-buttons.tsx'
import { ChoiceSections } from './gallery-choices.tsx'
import { DataSections } from './gallery-data.tsx'
import { FieldSections } from './gallery-fields.tsx'
import { FoundationSections } from './gallery-foundations.tsx'
import { OverlaySections } from './gallery-overlays.tsx'
import { GalleryScope } from './gallery-section.tsx'
import { type GallerySearch, GallerySettings } from './gallery-settings.tsx'
import { WordSections } from './gallery-words.tsx'

const CONTENTS = {
  colours: 'Colours',
  type: 'Type',
  shape: 'Radius and shadow',
  buttons: 'Buttons',
  'text-fields': 'Text fields',
  codes: 'One-time code',
  combobox: 'Combobox',
  choices: 'Choices',
  tabs: 'Tabs',
  dialogs: 'Dialogs and sheets',
  menus: 'Menus, popovers, tooltips',
  palette: 'Command palette',
  toasts: 'Toasts',
  messages: 'Banners and badges',
  boxes: 'Cards and lists',
  identity: 'Logo, avatar, time',
  data: 'Data table',
  pagination: 'Pagination',
  'bar-chart': 'Bar chart',
  stepper: 'Stepper',
  checklist: 'Checklist',
  progress: 'Progress',
  skeleton: 'Skeleton',
}

/** Every part of `src/ui` in its states. Words are plain English: only developers see this page. */
export function GalleryPage({ themes, dir }: GallerySearch) {
  const direction = dir ?? 'ltr'
  useEffect(() => turnPage(dir), [dir])
  return (
    <DirectionProvider direction={direction}>
      <div dir={direction}>
        <SiteHeader>
          <Link to="/app" className="link text-sm">
            To the app
          </Link>
        </SiteHeader>
        <main id={MAIN_ID} tabIndex={-1} className="mx-auto grid max-w-6xl grid-cols-1 gap-8 px-4 py-8 sm:px-8">
          <PageHeading
            title="Parts"
            description="Everything in src/ui, in the states it can be in."
            actions={<GallerySettings themes={themes} dir={dir} />}
          />
          <div className="grid grid-cols-1 gap-10 lg:grid-cols-[11rem_1fr]">
            <Contents />
            {themes === 'both' ? <BothThemes /> : <Sections />}
          </div>
        </main>
        <Toaster />
      </div>
    </DirectionProvider>
  )
}

function Sections() {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-12">
      <FoundationSections />
      <ButtonSections />
      <FieldSections />
      <ChoiceSections />
      <OverlaySections />
      <WordSections />
      <DataSections />
    </div>
  )
}

function BothThemes() {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4 md:grid-cols-2">
      <Pane scheme="light">
        <Sections />
      </Pane>
      <Pane scheme="dark">
        <Sections />
      </Pane>
    </div>
  )
}

/** Colours are `light-dark()` pairs, so a box flips by its `color-scheme`. What opens over the page keeps the page's. */
function Pane({ scheme, children }: { scheme: 'light' | 'dark'; children: ReactNode }) {
  return (
    <GalleryScope value={scheme === 'light' ? '' : 'dark-'}>
      <div style={{ colorScheme: scheme }} className="min-w-0 rounded-xl border bg-canvas p-4 text-ink sm:p-6">
        {children}
      </div>
    </GalleryScope>
  )
}

function Contents() {
  return (
    <nav aria-label="Parts" className="top-6 max-h-[calc(100dvh-3rem)] self-start overflow-y-auto text-sm lg:sticky">
      <ul className="flex flex-wrap gap-x-4 lg:grid">
        {Object.entries(CONTENTS).map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} className="block rounded-sm py-1 text-muted hover:text-ink">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Overlays stand outside of the page's box, at the end of the body. */
function turnPage(dir: GallerySearch['dir']) {
  if (dir === undefined) return
  const before = document.documentElement.dir
  document.documentElement.dir = dir
  return () => {
    document.documentElement.dir = before
  }
}
