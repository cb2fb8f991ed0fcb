import { SETTING_GROUPS } from '#platform/config/env.server.ts'

/** The names of all settings there are. */
export const settingNames = (): string[] => SETTING_GROUPS.flatMap(({ shape }) => Object.keys(shape))
