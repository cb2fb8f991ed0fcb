/** A Chrome or Chromium for the browser tests: the one that is installed, else one that is fetched now. */
import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

const ANSWER_TIMEOUT_MS = 15_000
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000

/** Path of a browser that starts. Says on standard error when it downloads; throws one line when there is none to be had. */
export async function findBrowser(): Promise<string> {
  return (await locateBrowser()) ?? (await download()) ?? (await installPackage()) ?? noBrowser()
}

/** Of one that is there already; null when there is none. Throws one line when CHROME_PATH names none. */
export async function locateBrowser(): Promise<string | null> {
  const named = process.env.CHROME_PATH
  if (!named) return firstThatStarts([...usualPaths(), chromium.executablePath()])
  if (await starts(named)) return named
  throw new Error(`CHROME_PATH names no browser that starts (${named}): set it to the program file of Chrome or Chromium, or unset it.`)
}

async function download(): Promise<string | null> {
  console.error('gatehouse: no Chrome or Chromium found, so Playwright downloads one (about 170 MB, once)')
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  await succeeds(process.execPath, [cli, 'install', '--no-shell', 'chromium'], DOWNLOAD_TIMEOUT_MS)
  return firstThatStarts([chromium.executablePath()])
}

/** Debian's, with the libraries it needs; for containers, where the download lacks them. */
async function installPackage(): Promise<string | null> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  console.error('gatehouse: installing the chromium package of this system (apt-get)')
  const isListed = await succeeds('apt-get', ['update'], DOWNLOAD_TIMEOUT_MS)
  if (isListed) await succeeds('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], DOWNLOAD_TIMEOUT_MS)
  return firstThatStarts(usualPaths())
}

function noBrowser(): never {
  throw new Error('No browser for the browser tests: install Chrome or Chromium, or set CHROME_PATH to the program file of one.')
}

function usualPaths(): string[] {
  if (process.platform === 'darwin')
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    )
  if (process.platform === 'win32')
    return [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) =>
        ['Google/Chrome', 'Chromium', 'Microsoft/Edge'].map((name) =>
          join(folder, name, 'Application', name === 'Microsoft/Edge' ? 'msedge.exe' : 'chrome.exe'),
        ),
      )
  return [
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ]
}

async function firstThatStarts(paths: string[]): Promise<string | null> {
  for (const path of paths) if (await starts(path)) return path
  return null
}

/** Asked and not assumed: on some systems `chromium-browser` is a script that says how to install it. Windows opens a window instead of answering. */
async function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  return process.platform === 'win32' || succeeds(path, ['--version'], ANSWER_TIMEOUT_MS)
}

function succeeds(command: string, args: string[], timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
