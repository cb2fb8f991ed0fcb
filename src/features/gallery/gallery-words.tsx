import { Inbox } from 'lucide-react'
import { Avatar } from '~/ui/avatar'
import { Badge } from '~/ui/badge'
import { Banner, type Tone } from '~/ui/banner'
import { Button } from '~/ui/button'
import { Card } from '~/ui/card'
import { CommandLine } from '~/ui/command-line'
import { DescriptionList } from '~/ui/description-list'
import { EmptyState } from '~/ui/empty-state'
import { Logo } from '~/ui/logo'
import { RelativeTime } from '~/ui/relative-time'
import { LONG } from './gallery-texts'
import { GallerySection, Sample, Samples } from './gallery-section'

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
