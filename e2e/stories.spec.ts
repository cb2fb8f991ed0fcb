import { globSync } from 'node:fs'
import { test } from './fixtures.ts'
import { HANDS } from './hands.ts'
import type { Story } from './stories/story.ts'

type Told = Record<string, Story | Story[]>

const files = globSync('{stories,features/*/stories}/*.ts', { cwd: import.meta.dirname }).toSorted()
const told = await Promise.all(files.map((file): Promise<Told> => import(`./${file}`)))

/** A story that is added in one of these folders runs with each pair of hands it supports. */
const STORIES = told.flatMap((file) => Object.values(file).flat())

for (const { by, hands, javaScriptEnabled } of HANDS)
  test.describe(by, () => {
    test.use({ javaScriptEnabled, contextOptions: { reducedMotion: 'reduce' } })
    for (const story of STORIES.filter(({ worksWithoutScripts }) => javaScriptEnabled || worksWithoutScripts))
      test(story.title, async ({ app, page, people, mail, github }) => {
        const stage = { hands, hasScripts: javaScriptEnabled, page, people, mail, github, databaseUrl: app.databaseUrl }
        if (story.needs === 'nobody') return story.run(stage)
        const person = await people.create({ isAdmin: story.needs === 'admin' })
        await people.signIn(page, person)
        await story.run({ ...stage, person })
      })
  })
