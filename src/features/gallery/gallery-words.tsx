import { Inbox } from 'lucide-react'
import { Avatar } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { Banner, type Tone } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { CommandLine } from '#ui/command-line.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Logo } from '#ui/logo.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { LONG } from './gallery-texts.ts'
import { GallerySection, Sample, Samples } from './gallery-section.tsx'

const TONES: Tone[] = ['info', 'success', 'warning', 'danger']
const AN_HOUR_AGO = Date.now() - 3_600_000

export function WordSections() {
  return (
    <>
      <GallerySection id="messages" title="Banners and badges">
        <div className="grid grid-cols-1 gap-3">
          {TONES.map((tone) => (
            <Banner key={tone} tone={tone} title={`Banner, ${tone}`}>
              What happened, and what to do about it.
            </Banner>
          ))}
          <Banner tone="warning">{LONG}</Banner>
        </div>
        <div className="flex flex-wrap gap-2">
          {(['neutral', 'accent', ...TONES] as const).map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </div>
      </GallerySection>
      <GallerySection id="boxes" title="Cards and lists">
        <Samples>
          <Sample name="Card" wide>
            <Card title="Two-step sign-in" description="A code beside the password." footer={<Button>Set up</Button>}>
              <DescriptionList
                items={[
                  { term: 'State', description: <Badge tone="warning">Off</Badge> },
                  { term: 'Last change', description: <RelativeTime value={AN_HOUR_AGO} /> },
                  { term: 'Note', description: LONG },
                ]}
              />
            </Card>
          </Sample>
          <Sample name="EmptyState" wide>
            <EmptyState icon={<Inbox aria-hidden />} title="Nothing here yet" action={<Button variant="secondary">Make the first</Button>}>
              What will be here, and how it comes about.
            </EmptyState>
          </Sample>
          <Sample name="CommandLine" wide>
            <CommandLine label="Run it" command="npm install && npm run dev" />
          </Sample>
        </Samples>
      </GallerySection>
      <GallerySection id="identity" title="Logo, avatar, time, page messages">
        <Samples>
          <Sample name="Logo">
            <div className="flex items-center gap-6">
              <Logo />
              <Logo variant="mark" className="text-2xl" />
            </div>
          </Sample>
          <Sample name="Avatar">
            <div className="flex items-center gap-3">
              <Avatar name="Ada Lovelace" size="sm" />
              <Avatar name="Ada Lovelace" />
              <Avatar name="فاطمة الفهري" size="lg" />
              <Avatar name="" email="ada@example.com" />
            </div>
          </Sample>
          <Sample name="RelativeTime">
            <RelativeTime value={AN_HOUR_AGO} />
          </Sample>
          <Sample name="PageHeading">
            <p className="text-sm text-muted">The head of this page is one.</p>
          </Sample>
          <Sample name="MessagePage">
            <a href="/dev/nothing-here" className="link text-sm">
              A page that does not exist
            </a>
          </Sample>
        </Samples>
      </GallerySection>
    </>
  )
}
