import { BarChart } from '#ui/bar-chart.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { Checklist } from '#ui/checklist.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { Progress } from '#ui/progress.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Stepper } from '#ui/stepper.tsx'
import { GallerySection } from './gallery-section.tsx'
import { LiveTable, TableStates, to } from './gallery-table.tsx'

/** The parts that show data, in every state. */
export function DataSections() {
  return (
    <>
      <GallerySection id="data" title="Data table">
        <LiveTable />
        <TableStates />
      </GallerySection>
      <GallerySection id="pagination" title="Pagination">
        <Pagination label="Pages, at the first of three" page={1} pageCount={3} link={(page) => to({ page })} />
        <Pagination label="Pages, amid forty" page={7} pageCount={40} link={(page) => to({ page })} />
        <Pagination label="Pages, at the last of four" page={4} pageCount={4} link={(page) => to({ page })} />
      </GallerySection>
      <GallerySection id="bar-chart" title="Bar chart">
        <Charts />
      </GallerySection>
      <GallerySection id="stepper" title="Stepper">
        <Stepper label="Set-up, begun" steps={STEPS} current={1} />
        <Stepper label="Set-up, finished" steps={STEPS} current={STEPS.length} />
      </GallerySection>
      <GallerySection id="checklist" title="Checklist">
        <Checklist label="Your progress" items={CHECKLIST} />
      </GallerySection>
      <GallerySection id="progress" title="Progress">
        <Progress label="Upload" value={64} text="64 %" />
        <Progress label="Nothing yet" value={0} text="0 %" />
        <Progress label="Finished" value={100} text="Done" />
        <Progress label="Import, of unknown length" />
      </GallerySection>
      <GallerySection id="skeleton" title="Skeleton">
        <Skeleton lines={4} />
      </GallerySection>
    </>
  )
}

function Charts() {
  const days = Array.from({ length: 30 }, (_, index) => ({ label: `Day ${index + 1}`, value: (index * index * 5) % 13 }))
  const sum = days.reduce((visits, { value }) => visits + value, 0)
  const most = Math.max(...days.map(({ value }) => value))
  const frame = { columns: { label: 'Day', value: 'Visits' }, ends: { first: 'Day 1', last: 'Day 30' } }
  return (
    <>
      <Card>
        <BarChart caption="Visits a day" summary={`${sum} visits in 30 days, at most ${most} on one day`} bars={days} {...frame} />
      </Card>
      <Card>
        <BarChart caption="Nothing yet" summary="No visits in 30 days" bars={days.map((bar) => ({ ...bar, value: 0 }))} {...frame} />
      </Card>
    </>
  )
}

const STEPS = [
  { title: 'Account', text: 'Name and address' },
  { title: 'Team', text: 'Who works with you' },
  { title: 'Plan' },
  { title: 'Done' },
]

const CHECKLIST = [
  { id: 'address', title: 'Confirm your address', isDone: true },
  {
    id: 'profile',
    title: 'Complete your profile',
    text: 'Check that your name is what other people should see.',
    isDone: false,
    action: (
      <ButtonLink to="/settings/profile" variant="secondary" size="sm">
        Edit your name
      </ButtonLink>
    ),
  },
  { id: 'team', title: 'Invite your team', text: 'An item without a link of its own.', isDone: false },
]
