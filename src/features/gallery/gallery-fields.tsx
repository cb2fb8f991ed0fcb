import { useState } from 'react'
import { ComboboxField } from '#ui/combobox-field.tsx'
import { CopyField } from '#ui/copy-field.tsx'
import { FormSummary } from '#ui/form-summary.tsx'
import { OneTimeCodeField } from '#ui/one-time-code-field.tsx'
import { NewPasswordField } from '#ui/new-password-field.tsx'
import { PasswordField } from '#ui/password-field.tsx'
import { TextAreaField } from '#ui/text-area-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { CITIES, LONG } from './gallery-texts.ts'
import { GallerySection, Sample, Samples, useScoped } from './gallery-section.tsx'

const NO_PROBLEMS: never[] = []

export function FieldSections() {
  const scoped = useScoped()
  const [problems, setProblems] = useState<{ field: string; message: string }[]>(NO_PROBLEMS)
  return (
    <>
      <GallerySection id="text-fields" title="Text fields">
        <Samples>
          <Sample name="TextField">
            <TextField name={scoped('text')} label="Name" placeholder="Ada Lovelace" hint="As others see it." />
          </Sample>
          <Sample name="with an error">
            <TextField name={scoped('text-error')} label="Email" defaultValue="ada@" error="Write an address such as ada@example.com." />
          </Sample>
          <Sample name="disabled">
            <TextField name={scoped('text-disabled')} label="Plan" defaultValue="Team" disabled />
          </Sample>
          <Sample name="read-only">
            <TextField name={scoped('text-read-only')} label="Address" defaultValue="ada@example.com" readOnly />
          </Sample>
          <Sample name="long texts">
            <TextField name={scoped('text-long')} label={LONG} defaultValue={LONG} hint={LONG} error={LONG} />
          </Sample>
          <Sample name="TextAreaField">
            <TextAreaField name={scoped('area')} label="Why you ask" hint="It grows with what you write." />
          </Sample>
          <Sample name="PasswordField, current">
            <PasswordField name={scoped('password')} label="Password" autoComplete="current-password" defaultValue="hunter2" />
          </Sample>
          <Sample name="NewPasswordField">
            <NewPasswordField name={scoped('new-password')} label="New password" />
          </Sample>
          <Sample name="CopyField">
            <CopyField label="Reference" value="err_01J9Z7Q0" />
          </Sample>
          <Sample name="FormSummary">
            <div className="grid gap-3">
              <FormSummary problems={problems} />
              <button
                type="button"
                className="link justify-self-start text-sm"
                onClick={() => setProblems([{ field: scoped('text-error'), message: 'Email: write an address.' }])}
              >
                Show a summary, which takes the focus
              </button>
            </div>
          </Sample>
        </Samples>
      </GallerySection>
      <GallerySection id="codes" title="One-time code">
        <Samples>
          <CodeSample />
          <Sample name="with an error">
            <OneTimeCodeField
              name={scoped('code-error')}
              label="Code from your app"
              defaultValue="123456"
              error="This code has been used."
            />
          </Sample>
          <Sample name="disabled">
            <OneTimeCodeField name={scoped('code-disabled')} label="Code from your app" defaultValue="1234" disabled />
          </Sample>
        </Samples>
      </GallerySection>
      <GallerySection id="combobox" title="Combobox">
        <Samples>
          <Sample name="ComboboxField">
            <ComboboxField name={scoped('city')} label="City" hint="Type any word of it." options={CITIES} />
          </Sample>
          <Sample name="chosen">
            <ComboboxField name={scoped('city-chosen')} label="City" options={CITIES} defaultValue="sao-paulo" />
          </Sample>
          <Sample name="with an error">
            <ComboboxField name={scoped('city-error')} label="City" options={CITIES} error="Choose one of the list." />
          </Sample>
          <Sample name="disabled">
            <ComboboxField name={scoped('city-disabled')} label="City" options={CITIES} defaultValue="malmo" disabled />
          </Sample>
        </Samples>
      </GallerySection>
    </>
  )
}

function CodeSample() {
  const scoped = useScoped()
  const [code, setCode] = useState<string | null>(null)
  return (
    <Sample name="OneTimeCodeField">
      <OneTimeCodeField name={scoped('code')} label="Code from your app" hint="Six digits, new every 30 seconds." onComplete={setCode} />
      <p role="status" className="mt-2 text-sm text-muted">
        {code === null ? '' : `Complete: ${code}`}
      </p>
    </Sample>
  )
}
