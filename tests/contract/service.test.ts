import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../hardware/result.ts';
import { createKiosk, type Kiosk } from '../../main/kiosk.ts';
import type { ScreenMeasures, ServicePort } from '../../main/session/ports.ts';
import type { View } from '../../preload/contract.ts';
import { canary, card, limits, place, serviceBadge, staff, testPage } from '../model/made-up.ts';
import { quietPorts } from './quiet-ports.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

let world: ReturnType<typeof quietPorts>;
let kiosk: Kiosk;
let view: View;
let kept: ScreenMeasures[];
let drawn: Parameters<ServicePort['drawPage']>[0][];
let printed: string[];
let abandoned: string[];
let outcome: ReturnType<typeof Promise.withResolvers<{ kind: 'printed'; evidence: 'fence' }>>;

async function press(action: string): Promise<void> {
  if (!view.actions.some(({ id, enabled }) => enabled && id === action)) throw new Error(`${view.screen} does not offer ${action}`);
  kiosk.choose({ view: view.n, action });
  await turn();
}

beforeEach(async () => {
  world = quietPorts();
  [kept, drawn, printed, abandoned] = [[], [], [], []];
  outcome = Promise.withResolvers();
  const { ports } = world;
  kiosk = createKiosk({
    ports: {
      ...ports,
      identity: { ...ports.identity, proveStaff: () => Promise.resolve(ok(staff)) },
      printing: {
        ...ports.printing,
        print({ receipt }) {
          printed.push(receipt);
          return { outcome: outcome.promise, abandon: () => void abandoned.push(receipt) };
        },
      },
      service: {
        ...ports.service,
        drawPage(request) {
          drawn.push(request);
          return Promise.resolve(ok(testPage));
        },
        keepScreen(measures) {
          kept.push(measures);
          return Promise.resolve(ok(undefined));
        },
      },
    },
    place,
    limits,
    selfCheck: () => Promise.resolve('ready'),
  });
  kiosk.onView((next) => {
    view = next;
  });
  await turn();
  world.scan(serviceBadge);
  await turn();
  await press('key.1');
  await press('next');
});

afterEach(() => kiosk.stop());

test('the reader test says what a code is and nothing that it says', async () => {
  await press('try-reader');
  world.scan(card);
  await turn();
  expect(view.screen).toBe('reader-test');
  expect(JSON.stringify(view)).toContain('A card of this kiosk');
  expect(JSON.stringify(view)).not.toContain(canary.cardId);
  await press('done');
  await press('try-reader');
  expect(JSON.stringify(view)).not.toContain('A card of this kiosk');
});

test('a test slip is drawn, printed under a receipt of its own, and its end is told and written down', async () => {
  await press('test-slip');
  expect(view).toMatchObject({ screen: 'printer-test', paper: { image: testPage.image } });
  expect(drawn).toMatchObject([{ page: 'test-slip', receipt: printed[0] }]);
  outcome.resolve({ kind: 'printed', evidence: 'fence' });
  await turn();
  expect(JSON.stringify(view)).toContain('The printer has said so itself');
  expect(world.audited).toContainEqual({ event: 'test-page-asked', staff: staff.alias, receipt: printed[0], page: 'test-slip' });
  expect(world.audited).toContainEqual({ event: 'test-page-finished', staff: staff.alias, receipt: printed[0], outcome: 'printed' });
});

test('leaving gives up a test slip that does not come', async () => {
  await press('test-slip');
  await press('done');
  expect(abandoned).toEqual(printed);
});

test('what was found out is shown, worst first, and printed', async () => {
  await press('readiness');
  expect(view).toMatchObject({ screen: 'readiness' });
  expect(view.screen === 'readiness' && view.tiles.map(({ name }) => name)).toContain('clock');
  await press('print');
  expect(drawn).toMatchObject([{ page: 'readiness', findings: [{ name: 'clock' }] }]);
});

test('the glass is measured by eye, at once, and kept when staff say so', async () => {
  await press('measure');
  await press('measure.much-larger');
  await press('measure.higher');
  const { pixelPitch } = view.settings;
  expect(pixelPitch).toBeLessThan(place.screen.pixelPitch);
  expect(view.settings.reachLine).toBe(1220 - 810);
  await press('keep');
  expect(kept).toEqual([{ pixelPitch, glassAboveFloor: 810 }]);
  await press('done');
  expect(view.settings.pixelPitch).toBe(pixelPitch);
});

test('measures that nobody keeps are forgotten', async () => {
  await press('measure');
  await press('measure.much-smaller');
  await press('done');
  expect(view.settings.pixelPitch).toBe(place.screen.pixelPitch);
});
