/** The first half of `npm run messages`: what Paraglide is to compile. */
import { ROOT } from './checkout.ts'
import { writeMessageProject } from './messages/project.ts'

writeMessageProject(ROOT)
