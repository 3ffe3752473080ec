import { readFileSync } from 'node:fs';
import { SimulatedClock } from 'xstate';
import { expect, test } from 'vitest';
import type { ReaderEvent } from '../../../hardware/ports.ts';
import { failed, ok } from '../../../hardware/result.ts';
import { screensFromTrail } from '../../../main/audit/screens-from-trail.ts';
import { linesOf, openToRead, verifyTrail } from '../../../main/audit/verify.ts';
import { createKiosk } from '../../../main/kiosk.ts';
import type { SessionPorts } from '../../../main/session/ports.ts';
import { canary, card, helper, helperBadge, limits, person, place, prescription, record, serviceBadge, slip, staff } from '../../model/made-up.ts';
import { key, openTrail, trailFile } from './trail-files.ts';

/** The same numbers every time: a walk that failed can be walked again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

const library = { ...place, practice: { ...place.practice, people: place.practice.people.map((one) => ({ ...one, id: 'mina' })) } };

/** A kiosk with a real trail; somebody presses, scans and waits at random. */
async function walk(path: string, seed: number, steps: number): Promise<string[]> {
  const pick = numbers(seed);
  const trail = openTrail(path);
  const readings = [card, card, card, helperBadge, serviceBadge, prescription];
  const listeners = new Set<(event: ReaderEvent) => void>();
  const ports: SessionPorts = {
    reader: {
      listen: (onEvent) => {
        listeners.add(onEvent);
        onEvent({ type: 'condition', condition: 'ready' });
        return () => listeners.delete(onEvent);
      },
    },
    identity: {
      recognise: () => Promise.resolve(readings[pick(readings.length)] ?? card),
      prove: () => Promise.resolve(pick(4) === 0 ? failed({ kind: 'not-matched', triesLeft: 2 }) : ok(person)),
      proveStaff: () => Promise.resolve(ok(pick(2) === 0 ? helper : staff)),
    },
    record: { load: () => Promise.resolve(pick(4) === 0 ? failed({ kind: 'unreachable' }) : ok(record)) },
    shared: { open: () => Promise.resolve(failed({ kind: 'gone' })) },
    signIn: null,
    sharing: null,
    printing: {
      draw: () => Promise.resolve(ok(slip)),
      print: () => ({
        outcome: Promise.resolve(pick(3) === 0 ? { kind: 'unknown', condition: 'absent' } : { kind: 'printed', evidence: 'fence' }),
        abandon: () => undefined,
      }),
      status: () => Promise.resolve('ready'),
      watch: () => () => undefined,
    },
    audit: trail,
    service: { examine: () => Promise.resolve([]), drawPage: () => Promise.resolve(ok(slip)), keepScreen: () => Promise.resolve(ok(undefined)) },
    practice: { people: [], pin: '80', load: () => Promise.resolve(ok(record)) },
    newId: (length) => Array.from({ length }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[pick(32)] ?? '0').join(''),
  };
  const clock = new SimulatedClock();
  const kiosk = createKiosk({ ports, place: library, limits, selfCheck: () => Promise.resolve('ready'), clock });
  const drawn: string[] = [];
  let current = { n: 0, actions: [] as readonly { readonly id: string; readonly enabled: boolean; readonly look: string }[] };
  kiosk.onView((view) => {
    if (drawn.at(-1) !== view.screen) drawn.push(view.screen);
    current = view;
  });
  await turn();
  for (let step = 0; step < steps; step += 1) {
    const open = current.actions.filter((action) => action.enabled);
    const what = pick(12);
    if (what === 0) clock.increment(20_000);
    else if (what === 1) listeners.forEach((tell) => tell({ type: 'scan', scan: { bytes: new Uint8Array([1]), aim: null } }));
    else if (open.length > 0) {
      // Half of the time on along the way, else anything: pure chance never gets to a record.
      const ways = open.filter((action) => action.look === 'primary' || action.id === 'key.8' || action.id.startsWith('section.'));
      const onward = ways[pick(Math.max(1, ways.length))];
      const next = pick(4) > 0 ? onward : undefined;
      kiosk.choose({ view: current.n, action: (next ?? open[pick(open.length)])?.id });
    }
    await turn();
  }
  await kiosk.stop();
  trail.close();
  return drawn;
}

function sessionsIn(path: string, event: string): string[] {
  const database = openToRead(path);
  const lines = [...linesOf(database)].filter((line) => line.event === event);
  database.close();
  return lines.map((line) => (JSON.parse(line.body) as { readonly session: string }).session);
}

test('whatever happens, the trail alone tells which screens there were, and nothing that they said', async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 8; seed += 1) {
    const path = trailFile();
    const drawn = await walk(path, seed, 150);
    expect(verifyTrail(path, { key }).problems).toEqual([]);
    const told = screensFromTrail(path);
    expect(told.ok && told.value.map(({ screen }) => screen)).toEqual(drawn);
    const file = readFileSync(path, 'latin1');
    // Short ones (initials, a year) occur in any file by chance.
    expect(Object.values(canary).map(String).filter((word) => word.length > 6 && file.includes(word))).toEqual([]);
    expect(sessionsIn(path, 'session-ended')).toEqual(sessionsIn(path, 'session-started'));
    for (const screen of drawn) seen.add(screen);
  }
  // The walks have been somewhere.
  for (const screen of ['attract', 'identify', 'pin', 'record', 'section', 'goodbye']) expect(seen).toContain(screen);
});
