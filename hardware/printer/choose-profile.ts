/** Which profile a printer is to have: what it has proved decides, what it is called only helps. */
import type { PrinterProfile } from '../ports.ts';
import { loadProfile, profileNames } from './printer-profile.ts';
import type { ProbeFindings } from './printer-probe.ts';

export interface Hints {
  /** `04b8:0e28`, where the system tells. */
  readonly usb: string | null;
}

export interface ChosenProfile {
  /** The nearest of the profiles that the kiosk brings along. */
  readonly name: string;
  /** That profile, with no more and no less than was proved. */
  readonly profile: PrinterProfile;
  readonly because: 'name' | 'usb' | 'nothing-known';
  /** What it is called and is not: a clone. */
  readonly doubts: readonly string[];
}

const anybody = 'generic-80mm';

export function chooseProfile(found: ProbeFindings, { usb }: Hints): ChosenProfile {
  const profiles = profileNames.flatMap((name) => {
    const profile = loadProfile(name);
    return profile.ok ? [{ name, profile: profile.value }] : [];
  });
  const named = profiles
    .filter(({ profile }) => isCalled(profile, found))
    .sort((a, b) => (b.profile.answers?.model.length ?? 0) - (a.profile.answers?.model.length ?? 0))[0];
  const vendor = usb?.slice(0, 4);
  const plugged = usb === null ? undefined : (profiles.find(({ profile }) => profile.usb.includes(usb)) ?? profiles.find(({ profile }) => profile.usb.includes(`${vendor}:*`)));
  const doubts = named === undefined ? [] : contradictions(named.profile, found);
  const believed = named !== undefined && doubts.length === 0 ? named : undefined;
  const fallback = profiles.find(({ name }) => name === anybody);
  const hinted = plugged !== undefined && contradictions(plugged.profile, found).length === 0 && named === undefined ? plugged : undefined;
  const chosen = believed ?? hinted ?? fallback;
  if (chosen === undefined) throw new Error(`There is no profile ${anybody}`);
  const because = believed !== undefined ? 'name' : hinted !== undefined ? 'usb' : 'nothing-known';
  return { name: chosen.name, profile: proved(chosen.profile, found), because, doubts };
}

function isCalled({ answers }: PrinterProfile, { maker, model }: ProbeFindings): boolean {
  if (answers === null || maker === null) return false;
  const begins = (whole: string, start: string): boolean => whole.trim().toLowerCase().startsWith(start.toLowerCase());
  return begins(maker, answers.maker) && begins(model ?? '', answers.model);
}

/** In words: where a profile promises what this printer has shown not to do. */
export function contradictions(profile: PrinterProfile, found: ProbeFindings): readonly string[] {
  const wrong: string[] = [];
  if (profile.status === 'real-time' && found.realTime.length === 0 && !found.oddStatus) wrong.push('it does not answer DLE EOT');
  if (found.asked !== 'all') return wrong;
  if (profile.fence === 'process-id' && !found.processId) wrong.push('it does not answer GS ( H');
  if (profile.fence === 'paper-status' && !found.paperStatus) wrong.push('it does not answer GS r');
  return wrong;
}

/** Never more than was proved, and nothing less: a printer that could not be asked keeps what its profile says. */
function proved(profile: PrinterProfile, found: ProbeFindings): PrinterProfile {
  const status = found.realTime.length > 0 ? 'real-time' : found.oddStatus ? profile.status : 'none';
  if (found.asked === 'stopped') return { ...profile, status };
  const fence = found.processId ? 'process-id' : found.paperStatus ? 'paper-status' : 'none';
  return { ...profile, status, fence };
}
