import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Stepper } from '#ui/stepper.tsx'

/** `current`: the step under way; -1 before the first. */
export function SetUpSteps({ current }: { current: number }) {
  const steps = [
    { title: m.second_factor_step_scan({ app: brand.name }), text: m.second_factor_step_scan_text() },
    { title: m.second_factor_step_code(), text: m.second_factor_step_code_text() },
    { title: m.second_factor_step_codes(), text: m.second_factor_step_codes_text() },
  ]
  return <Stepper label={m.second_factor_steps()} steps={steps} current={current} />
}
