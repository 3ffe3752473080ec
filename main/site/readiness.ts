/** Whether a kiosk can take people in: what service mode and `kiosk doctor` look at. In words for staff, never about people. */
import { access, constants, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { unreviewedLanguages } from '../copy/words.ts';
import { glossary } from '../record/explain/glossary.ts';
import type { Finding } from '../session/ports.ts';
import type { Site } from './site.ts';

export const finding =
  (name: string) =>
  (state: Finding['state'], says: string): Finding => ({ name, state, says });

/** Cards expire by the clock: one that stands before this source, or far after it, is not set. */
const sourceYear = 2026;

export function clockFinding(now: number): Finding {
  const say = finding('clock');
  const date = new Date(now);
  const sane = date.getUTCFullYear() >= sourceYear && date.getUTCFullYear() < sourceYear + 20;
  return sane ? say('good', date.toISOString()) : say('bad', `The clock says ${date.toISOString()}: set it, cards are refused until then`);
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const fontPackages = ['inter', 'noto-nastaliq-urdu', 'noto-sans-arabic', 'noto-sans-bengali', 'noto-sans-gujarati', 'noto-sans-gurmukhi'];

export async function fontsFinding(): Promise<Finding> {
  const say = finding('fonts');
  const missing: string[] = [];
  for (const name of fontPackages) {
    if (!(await may(join(root, 'node_modules', '@fontsource', name, 'files'), constants.R_OK))) missing.push(name);
  }
  if (missing.length > 0) return say('bad', `Missing: ${missing.join(', ')}. Run npm ci`);
  try {
    createRequire(import.meta.url)('@napi-rs/canvas');
    return say('good', `${fontPackages.length} font families, and the drawing library loads`);
  } catch {
    return say('bad', 'The drawing library does not load on this machine: no slip can be drawn');
  }
}

/** Megabytes under which the trail could fill the disk. */
const lowDisk = { bad: 50, warning: 500 };

export async function folderFindings(site: Site | null): Promise<readonly Finding[]> {
  const wanted = new Map([['temporary folder', tmpdir()]]);
  if (site !== null) {
    if ('path' in site.register) wanted.set('register folder', dirname(site.register.path));
    wanted.set('audit folder', dirname(site.audit.path));
  }
  const found: Finding[] = [];
  for (const [name, folder] of wanted) {
    const say = finding(name);
    if (!(await may(folder, constants.W_OK | constants.X_OK))) found.push(say('bad', `${folder} cannot be written`));
    else found.push(say(...(await room(folder))));
  }
  return found;
}

async function room(folder: string): Promise<[Finding['state'], string]> {
  const disk = await statfs(folder).catch(() => null);
  if (disk === null) return ['good', `${folder} can be written`];
  const megabytes = Math.floor((disk.bavail * disk.bsize) / 1_000_000);
  const state = megabytes < lowDisk.bad ? 'bad' : megabytes < lowDisk.warning ? 'warning' : 'good';
  return [state, `${folder} can be written; ${megabytes} MB are free`];
}

/** What is due to be read again, and what no native speaker has read. */
export function wordsFindings(site: Pick<Site, 'languages'>, now: number): readonly Finding[] {
  const entries = Object.values(glossary).flat();
  const today = new Date(now).toISOString().slice(0, 10);
  const due = entries.filter(({ reviewDue }) => reviewDue <= today).length;
  const first = entries.map(({ reviewDue }) => reviewDue).toSorted()[0] ?? '';
  const translated = site.languages.filter((one) => unreviewedLanguages.includes(one));
  return [
    finding('review of plain words')(due > 0 ? 'warning' : 'good', due > 0 ? `${due} entries are due for review` : `The first review is due on ${first}`),
    finding('translations')(
      translated.length > 0 ? 'warning' : 'good',
      translated.length > 0 ? `Not yet read by a native speaker: ${translated.join(', ')}` : 'Every language of this kiosk is reviewed',
    ),
  ];
}

export function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
