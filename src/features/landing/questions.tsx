import { m } from '#platform/i18n/generated/messages.js'
import { Section } from './section.tsx'

const QUESTIONS = [
  { question: m.landing_question_library, answer: m.landing_answer_library },
  { question: m.landing_question_remove, answer: m.landing_answer_remove },
  { question: m.landing_question_database, answer: m.landing_answer_database },
  { question: m.landing_question_run, answer: m.landing_answer_run },
  { question: m.landing_question_scripts, answer: m.landing_answer_scripts },
  { question: m.landing_question_licence, answer: m.landing_answer_licence },
]

export function Questions() {
  return (
    <Section id="questions" title={m.landing_questions_title()}>
      <dl className="grid gap-x-16 gap-y-8 md:grid-cols-2">
        {QUESTIONS.map(({ question, answer }) => (
          <div key={question()} className="grid content-start gap-1.5">
            <dt className="font-semibold">{question()}</dt>
            <dd className="text-sm text-pretty text-muted">{answer()}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
