import { CheckboxField } from '#ui/checkbox-field.tsx'
import { RadioGroupField } from '#ui/radio-group-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { SwitchField } from '#ui/switch-field.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { ThemeSwitch } from '#ui/theme-switch.tsx'
import { LONG } from './gallery-texts.ts'
import { GallerySection, Sample, Samples, useScoped } from './gallery-section.tsx'

const ROLES = [
  { value: 'owner', label: 'Owner', hint: 'Everything, and the bill.' },
  { value: 'member', label: 'Member', hint: 'Everything but the bill.' },
  { value: 'guest', label: 'Guest', hint: 'Nothing yet.', disabled: true },
]

export function ChoiceSections() {
  const scoped = useScoped()
  return (
    <>
      <GallerySection id="choices" title="Choices">
        <Samples>
          <Sample name="SelectField">
            <SelectField name={scoped('role')} label="Role" hint="You can change it later." options={ROLES} />
          </Sample>
          <Sample name="with an error">
            <SelectField name={scoped('role-error')} label="Role" options={ROLES} error="Choose a role." />
          </Sample>
          <Sample name="disabled">
            <SelectField name={scoped('role-disabled')} label="Role" options={ROLES} defaultValue="member" disabled />
          </Sample>
          <Sample name="RadioGroupField">
            <RadioGroupField name={scoped('seat')} label="Role" options={ROLES} defaultValue="member" />
          </Sample>
          <Sample name="with an error">
            <RadioGroupField name={scoped('seat-error')} label="Role" options={ROLES.slice(0, 2)} error="Choose a role." />
          </Sample>
          <Sample name="disabled">
            <RadioGroupField name={scoped('seat-off')} label="Role" options={ROLES} defaultValue="owner" disabled />
          </Sample>
          <Sample name="SwitchField">
            <div className="grid gap-4">
              <SwitchField name={scoped('switch-on')} label="Weekly summary" hint="Every Monday, by mail." defaultChecked />
              <SwitchField name={scoped('switch-off')} label="Product news" />
              <SwitchField
                name={scoped('switch-disabled')}
                label="Security alerts"
                hint="These cannot be turned off."
                defaultChecked
                disabled
              />
              <SwitchField name={scoped('switch-error')} label="Sign-in with a link" error="This could not be saved. Try again." />
            </div>
          </Sample>
          <Sample name="CheckboxField">
            <div className="grid gap-4">
              <CheckboxField name={scoped('box-on')} label="I have read it" defaultChecked />
              <CheckboxField name={scoped('box-long')} label={LONG} hint={LONG} />
              <CheckboxField name={scoped('box-error')} label="I agree" error="Without this there is no way on." />
              <CheckboxField name={scoped('box-disabled')} label="Not now" disabled />
            </div>
          </Sample>
          <Sample name="ThemeSwitch">
            <ThemeSwitch />
          </Sample>
        </Samples>
      </GallerySection>
      <GallerySection id="tabs" title="Tabs">
        <Tabs
          label="Three views"
          tabs={[
            { value: 'all', label: 'All members', panel: <p className="text-sm">Everyone who can come in.</p> },
            { value: 'invited', label: 'Invited', panel: <p className="text-sm">Those who have not answered yet.</p> },
            { value: 'gone', label: 'Removed', panel: <p className="text-sm">Those who left.</p> },
            { value: 'none', label: 'Not available', panel: null, disabled: true },
          ]}
        />
      </GallerySection>
    </>
  )
}
