import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failed, ok } from '../../../hardware/result.ts';
import type { ReaderEvent } from '../../../hardware/ports.ts';
import { keepMeasures, readMeasures } from '../../../main/site/screen-measures.ts';
import { createService, remembered, type ServiceParts } from '../../../main/site/service.ts';
import { readSite, type Site } from '../../../main/site/site.ts';
import example from '../../../main/site/example-site.json' with { type: 'json' };

const now = Date.parse('2026-11-22T10:00:00Z');
const clock = { now: () => now, monotonic: () => 0 };

let folder: string;
let site: Site;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-service-'));
  const read = readSite(example);
  if (!read.ok) throw new Error('the example is wrong');
  const { audit, register: { pepperPath } } = read.value;
  site = {
    ...read.value,
    screen: { ...read.value.screen, measuresPath: join(folder, 'screen.json') },
    audit: { ...audit, path: join(folder, 'audit.sqlite') },
    register: { pepperPath, path: join(folder, 'register.sqlite') },
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const row = { id: 1, receipt: '7K2M', state: 'unknown', rows: 10, rowsSent: 10, evidence: null, queuedAt: now - 900_000, changedAt: now - 840_000 } as const;

function service(change: Partial<ServiceParts> = {}) {
  return createService({
    site,
    profile: { name: 'a printer', width: 576, dotsPerInch: 203, speed: 150, fence: 'process-id', cut: 'partial', stripRows: 128 } as ServiceParts['profile'],
    printable: (picture) => picture,
    clock,
    audit: { head: () => ok({ seq: 1, mac: '' }) } as unknown as ServiceParts['audit'],
    register: { staffByBadge: () => Promise.resolve(ok(null)) },
    journal: { latest: () => ok([row]) },
    issuers: null,
    lastRead: () => now - 3 * 3_600_000,
    ...change,
  });
}

const states = async (change?: Partial<ServiceParts>) => Object.fromEntries((await service(change).examine()).map(({ name, state, says }) => [name, `${state}: ${says}`]));

test('what is well is said to be well, with when it was last used', async () => {
  const found = await states();
  expect(found['audit trail']).toMatch(/^good/);
  expect(found['register']).toMatch(/^good/);
  expect(found['last read']).toBe('good: 3 hours ago');
  expect(found['last print']).toBe('warning: Receipt 7K2M, 14 minutes ago: unknown');
  expect(found['audit folder']).toMatch(/MB are free$/);
});

test('what is not, is said so', async () => {
  const found = await states({
    register: { staffByBadge: () => Promise.resolve(failed({ kind: 'register-unavailable' })) } as unknown as ServiceParts['register'],
    audit: { head: () => failed({ kind: 'audit-unavailable' }) } as unknown as ServiceParts['audit'],
    journal: { latest: () => ok([]) },
    lastRead: () => null,
    clock: { now: () => Date.parse('1970-01-02'), monotonic: () => 0 },
  });
  expect(found['register']).toMatch(/^bad/);
  expect(found['audit trail']).toMatch(/^bad/);
  expect(found['last print']).toMatch(/^warning: Nothing was ever printed/);
  expect(found['last read']).toMatch(/^warning/);
  expect(found['clock']).toMatch(/^bad/);
});

test('how old the keys of health card issuers are is said, and what cannot be renewed', async () => {
  const day = 24 * 3_600_000;
  const told = async (...sources: readonly { readonly name: string; readonly at: number | null; readonly failing: boolean }[]) =>
    (await states({ issuers: { directory: { keys: new Map(), leftOut: [] }, sources: () => sources } }))['health card issuers'];
  expect(await told({ name: 'issuers.json', at: now - 5 * day, failing: false }, { name: 'a.example', at: now - 7_200_000, failing: false })).toBe('good: 0 keys; issuers.json: of 5 days ago; a.example: of 2 hours ago');
  expect(await told({ name: 'issuers.json', at: now - 40 * day, failing: false })).toBe('warning: 0 keys; issuers.json: of 40 days ago');
  expect(await told({ name: 'a.example', at: now - 5 * day, failing: true })).toBe('warning: 0 keys; a.example: of 5 days ago, cannot be renewed');
  expect(await told({ name: 'a.example', at: null, failing: true })).toBe('warning: 0 keys; a.example: nothing yet, cannot be renewed');
});

test('what is due to be reviewed is said', async () => {
  expect((await states())['review of plain words']).toMatch(/^good: The first review is due on 20/);
  expect((await states({ clock: { ...clock, now: () => Date.parse('2040-01-01') } }))['review of plain words']).toMatch(/due for review$/);
});

test('the test slip and the list of findings are drawn with their receipt', async () => {
  for (const page of ['test-slip', 'readiness'] as const) {
    const drawn = await service().drawPage({ page, receipt: '7K2M', findings: [{ name: 'clock', state: 'bad', says: 'It stands still' }] });
    expect(drawn.ok && drawn.value.words.join(' ')).toContain('7K2M');
    if (page === 'readiness') expect(drawn.ok && drawn.value.words.join(' ')).toContain('It stands still');
  }
});

test('measures come back at the next start; a spoilt file is as good as none', async () => {
  const measures = { pixelPitch: 0.31, glassAboveFloor: 790 };
  expect(await keepMeasures(site.screen, measures)).toEqual(ok(undefined));
  expect(await readMeasures(site.screen)).toEqual(measures);
  for (const spoilt of ['', '{', '{"pixelPitch":9,"glassAboveFloor":1}', `{"pixelPitch":0.3,"glassAboveFloor":1,"more":1}`]) {
    writeFileSync(site.screen.measuresPath ?? '', spoilt);
    expect(await readMeasures(site.screen)).toEqual({ pixelPitch: site.screen.pixelPitch, glassAboveFloor: null });
  }
});

test('where nobody said where, measures are not kept', async () => {
  const { measuresPath: _none, ...screen } = site.screen;
  expect(await keepMeasures(screen, { pixelPitch: 0.3, glassAboveFloor: null })).toEqual(failed({ kind: 'not-kept' }));
  expect(await keepMeasures({ ...screen, measuresPath: join(folder, 'no', 'such', 'folder') }, { pixelPitch: 0.3, glassAboveFloor: null })).toEqual(failed({ kind: 'not-kept' }));
});

test('when something was last read is remembered, and not what', () => {
  let tell: (event: ReaderEvent) => void = () => undefined;
  const { reader, lastRead } = remembered({ listen: (onEvent) => ((tell = onEvent), () => undefined) }, clock);
  reader.listen(() => undefined);
  expect(lastRead()).toBeNull();
  tell({ type: 'condition', condition: 'ready' });
  expect(lastRead()).toBeNull();
  tell({ type: 'scan', scan: { bytes: new Uint8Array([1]), aim: null } });
  expect(lastRead()).toBe(now);
});
