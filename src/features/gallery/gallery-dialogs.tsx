import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { Dialog, DialogClose } from '#ui/dialog.tsx'
import { Form } from '#ui/form.tsx'
import { notify } from '#ui/notify.ts'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import { LONG } from './gallery-texts.ts'
import { GallerySection, Sample, Samples, useScoped } from './gallery-section.tsx'

export function DialogSection() {
  return (
    <GallerySection id="dialogs" title="Dialogs and sheets">
      <Samples>
        <DialogSample />
        <Sample name="Dialog, long">
          <Dialog trigger={<Button variant="secondary">Read the terms</Button>} title={LONG} description={LONG} size="sm">
            {Array.from({ length: 12 }, (_, index) => (
              <p key={index}>{LONG}</p>
            ))}
          </Dialog>
        </Sample>
        <ConfirmSample />
        <SheetSamples />
      </Samples>
    </GallerySection>
  )
}

function DialogSample() {
  const scoped = useScoped()
  const [isOpen, setIsOpen] = useState(false)
  const form = scoped('rename')
  return (
    <Sample name="Dialog">
      <Dialog
        trigger={<Button variant="secondary">Rename the key</Button>}
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Rename the key"
        description="Only your team sees this name."
        footer={
          <>
            <DialogClose>
              <Button variant="secondary">Cancel</Button>
            </DialogClose>
            <Button type="submit" form={form}>
              Save
            </Button>
          </>
        }
      >
        <Form
          id={form}
          onSubmit={(event) => {
            event.preventDefault()
            setIsOpen(false)
            notify.success('Key renamed')
          }}
        >
          <TextField name={scoped('key-name')} label="Name" defaultValue="Production" />
        </Form>
      </Dialog>
    </Sample>
  )
}

const WORK_MS = 1_200

function ConfirmSample() {
  const [open, setOpen] = useState<'no' | 'yes' | 'busy'>('no')
  return (
    <Sample name="ConfirmDialog, danger">
      <ConfirmDialog
        trigger={<Button variant="danger">Delete the account</Button>}
        open={open !== 'no'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'yes' : 'no')}
        title="Delete the account?"
        description="Everything in it goes at once. This cannot be undone."
        confirmLabel="Delete account"
        variant="danger"
        busy={open === 'busy'}
        onConfirm={() => {
          setOpen('busy')
          setTimeout(() => setOpen('no'), WORK_MS)
        }}
      />
    </Sample>
  )
}

function SheetSamples() {
  return (
    <Sample name="Sheet">
      <div className="flex flex-wrap gap-3">
        <Sheet
          trigger={<Button variant="secondary">Details</Button>}
          title="Firefox on Linux"
          description="Signed in three days ago"
          footer={
            <DialogClose>
              <Button variant="secondary">Close</Button>
            </DialogClose>
          }
        >
          <DescriptionList
            items={[
              { term: 'Address', description: '192.0.2.17' },
              { term: 'Last seen', description: 'A minute ago' },
              { term: 'Identifier', description: LONG },
            ]}
          />
        </Sheet>
        <Sheet trigger={<Button variant="secondary">From the start</Button>} side="start" title="Navigation">
          <a href="#menus" className="link">
            Menus
          </a>
        </Sheet>
      </div>
    </Sample>
  )
}
