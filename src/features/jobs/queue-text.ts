import { features } from '#features/index.ts'
import type { Feature, QueueName } from '#platform/features.ts'

const all: readonly Feature[] = features
const TEXTS = new Map(all.flatMap(({ jobs = {} }) => Object.entries(jobs)))

export const QUEUE_NAMES = [...TEXTS.keys()] as QueueName[]

/** A queue that no feature has any more stands for itself. */
export const queueText = (name: string): string => TEXTS.get(name)?.() ?? name
