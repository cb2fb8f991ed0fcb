/**
 * One way for every form, with and without JavaScript: the page posts to its own URL, the server reads and validates the
 * post, does it, and answers `303` to a browser or JSON to our script. A refusal keeps what was typed, except secrets.
 */
import { z } from 'zod'
import { HONEYPOT_FIELD } from '#platform/forms/honeypot-field.ts'
import { isFieldName } from '#platform/forms/form-refusal.ts'
import { isHostileText } from '#platform/forms/hostile-text.ts'
import { type Problem, isProblem } from '#platform/forms/problem.server.ts'
import { readText } from '#platform/forms/read-text.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { requireEmptyHoneypot } from '#auth/protection/honeypot.server.ts'
import { type Accepted, FormProblem, type Values, leadTo, refuse } from './form-response.server.ts'
import { BODY_MAX_BYTES } from '#auth/handle.server.ts'

/** Nobody typed it: what is no path of ours is left out, and the form goes on. */
const WHERE_TO_GO = 'redirect'

export type Form<Input> = {
  schema: z.ZodType<Input>
  /**
   * Who may post at all; somewhere else to go for others. Settled before the input is looked at. `values` as they were
   * sent, null where they could not be read; `kept` are those that may travel back.
   */
  authorize?: (values: Values | null, kept: Values) => Promise<Accepted | null>
  /** Takes the fields from the post, where they are not plain text. Null when they are too long. */
  read?: (request: Request) => Promise<Values | null>
  /** Field names whose value never travels back. */
  secrets: readonly string[]
  /** Does it, and says where to go next. Throws FormProblem to refuse. */
  submit: (input: Input) => Promise<Accepted>
  /** The page to show again; defaults to the URL posted to. */
  back?: (values: Values) => string
}

export async function answerForm<Input>(request: Request, form: Form<Input>): Promise<Response> {
  let values: Values | null = null
  try {
    values = await (form.read ?? readValues)(request)
    await requireEmptyHoneypot(request, values)
    const elsewhere = await form.authorize?.(values, keptOf(values, form.secrets))
    return leadTo(request, elsewhere ?? (await form.submit(parse(form.schema, values))))
  } catch (error) {
    return refuse(request, error, values?.[VIEWER_FIELD], keptOf(values, form.secrets), form.back?.(values ?? {}))
  }
}

const keptOf = (values: Values | null, secrets: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => ![...secrets, HONEYPOT_FIELD, VIEWER_FIELD].includes(name)))

function parse<Input>(schema: z.ZodType<Input>, values: Record<string, string> | null): Input {
  if (values === null) throw new FormProblem({ form: 'too_long' })
  const hostile = Object.entries(values).filter(([name, value]) => name !== WHERE_TO_GO && isHostileText(value))
  if (hostile.length > 0)
    throw new FormProblem({ fields: Object.fromEntries(hostile.map(([name]) => [name, 'characters_invalid' as const])) })
  const parsed = schema.safeParse(values)
  if (!parsed.success) throw new FormProblem({ fields: fieldProblems(parsed.error) })
  return parsed.data
}

/** Null for what is no plain form, and for what is too long. */
export async function readValues(request: Request): Promise<Values | null> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return null
  const text = await readText(request, BODY_MAX_BYTES)
  return text === null ? null : Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => isFieldName(name)))
}

/** Our schemas put a problem code where Zod has its message. */
function fieldProblems(error: z.ZodError): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  for (const issue of error.issues) problems[String(issue.path[0] ?? '')] ??= isProblem(issue.message) ? issue.message : 'input_invalid'
  return problems
}
