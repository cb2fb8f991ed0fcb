import { z } from 'zod'
import { nameInput } from '~/lib/input'

export const ProfileSchema = z.object({ name: nameInput })
