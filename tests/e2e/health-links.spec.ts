/** Records that people share by SMART Health Links: from the code to the paper, every way in which it does not open, and nothing left. */
import { expect, test } from '@playwright/test';
import { sameCodePause } from '../../hardware/reader/same-code.ts';
import { vaccination } from '../../main/demo/people/entries.ts';
import { summaryDocument } from '../../main/demo/people/summary.ts';
import { tomLantern } from '../../main/demo/people/tom-lantern.ts';
import { createIssuer } from '../unit/identity/health-card-fixture.ts';
import { cardOf, clinic, mina, openClinic, type Clinic } from './brought-cards.ts';
import { finish, forgetSeed, openVisit, personOf, pressPrint, printed, say, toReader, type DemoVisit } from './demo-visit.ts';
import { openSharingPlace, passcode, recordOf, secretsOf, type Shared, type SharedLink, type SharingPlace } from './sharing-place.ts';
import { storyOf, tracesOf } from './traces.ts';

const tom = personOf('tom');
const zofia = personOf('zofia');

let clinicOfTest: Clinic;
let place: SharingPlace;
let visit: DemoVisit;

test.beforeAll(async () => {
  clinicOfTest = await openClinic();
});

test.beforeEach(async () => {
  place = await openSharingPlace();
});

test.afterEach(async () => {
  expect.soft(visit.strayed, 'requests to another origin').toEqual([]);
  expect.soft(visit.complaints, 'complaints of the page').toEqual([]);
  await visit.close();
  await place.close();
});

test.afterAll(async () => {
  await forgetSeed();
  await clinicOfTest.forget();
});

type Browser = Parameters<typeof openVisit>[0]['browser'];

async function open(browser: Browser, name: string, orientation: 'portrait' | 'landscape' = 'portrait'): Promise<void> {
  const shared = { issuersPath: clinicOfTest.issuersPath, linkHosts: [place.host] };
  visit = await openVisit({ browser, name, orientation, shared, fetch: place.fetch });
  await toReader(visit);
}

async function typePasscode(letters: string): Promise<void> {
  const { visitor } = visit;
  let capitals = false;
  for (const letter of letters) {
    const upper = letter !== letter.toLowerCase();
    if (upper !== capitals) await visitor.press(say('passcode.capitals'));
    capitals = upper;
    await visitor.type(letter);
  }
  await visitor.press(say('keypad.next'));
}

const mainText = (): Promise<string> => visit.page.locator('main').innerText();

for (const orientation of ['portrait', 'landscape'] as const) {
  test(`a passcode, wrong and right, the record, paper: ${orientation}`, async ({ browser }) => {
    test.setTimeout(180_000);
    await open(browser, `link-${orientation}`, orientation);
    const { visitor, met, demo } = visit;
    const link = await place.share({ kind: 'files', files: [recordOf(tom)], passcode }, { flag: 'P', label: 'From Seaview House' });
    demo.scanner.hold(link.text);
    await met(say('passcode.heading'), '1-passcode');
    expect(await mainText()).toContain('From Seaview House');
    await typePasscode('wrong1');
    await expect.poll(mainText).toContain(say('not-matched.tries', { count: 2 }));
    await met(say('passcode.heading'), '2-wrong');
    expect(await mainText()).toContain(say('passcode.wrong'));
    await typePasscode(passcode);
    await met(say('confirm.heading'), '3-confirm');
    const asked = await mainText();
    expect(asked).toContain('T L');
    expect(asked).toContain('2001');
    for (const secret of secretsOf(tom)) expect(JSON.stringify(visit.view())).not.toContain(secret);
    await visitor.press(say('confirm.yes'));
    await met(say('record.heading'), '4-record');
    expect(await mainText()).not.toContain(say('record.left-out'));
    await visitor.press(say('record:section.vaccinations'));
    await visitor.see(say('record:section.vaccinations'));
    expect(await mainText()).toContain('Meningococcal');
    await visitor.press(say('dock.back'));
    await visitor.see(say('record.heading'));
    await pressPrint(visit);
    await printed(visit);
    await visitor.press(say('take-paper.taken'));
    await visitor.see(say('record.heading'));
    expect((await demo.lastPrint())?.picture.height).toBeGreaterThan(500);
    await finish(visit);
    expect(storyOf(visit)).toEqual([
      'session-started',
      'code-scanned: health-link',
      'record-asked',
      'link-refused: passcode-wrong',
      'record-asked',
      'person-confirmed',
      'record-shown',
      'section-viewed',
      'print-confirmed',
      'print-finished',
      'paper-reminder-ended',
      'session-ended: finished',
    ]);
    expect(place.asked.map(({ body }) => (JSON.parse(body) as { recipient: string }).recipient)).toEqual(['Health kiosk, Central Library', 'Health kiosk, Central Library']);
    expect(await tracesOf(visit, [...link.secrets, ...secretsOf(tom), 'wrong1', 'Seaview'])).toEqual([]);
  });
}

test('a passcode without tries left is the end, and the right one opens nothing more', async ({ browser }) => {
  await open(browser, 'link-exhausted');
  const { visitor, met, demo } = visit;
  const link = await place.share({ kind: 'files', files: [recordOf(tom)], passcode, attempts: 2 }, { flag: 'P' });
  demo.scanner.hold(link.text);
  await visitor.see(say('passcode.heading'));
  await typePasscode('guess1');
  await expect.poll(mainText).toContain(say('not-matched.tries', { count: 1 }));
  await typePasscode('guess2');
  await met(say('link.heading'), 'exhausted');
  expect(await mainText()).toContain(say('link.passcode-wrong'));
  await expect(visit.page.getByRole('button', { name: say('no-record.again') })).toHaveCount(0);
  await visitor.press(say('dock.back'));
  await visitor.see(say('identify.heading'));
  await visit.page.waitForTimeout(sameCodePause + 200);
  demo.scanner.hold(link.text);
  await visitor.see(say('passcode.heading'));
  await typePasscode(passcode);
  await visitor.see(say('link.heading'));
  await finish(visit);
  expect(storyOf(visit).filter((line) => line.startsWith('link-'))).toEqual(Array.from({ length: 3 }, () => 'link-refused: passcode-wrong'));
  expect(await tracesOf(visit, [...link.secrets, ...secretsOf(tom), 'guess1', 'guess2'])).toEqual([]);
});

const troubles: Readonly<Record<string, { readonly shared: Shared; readonly says: readonly string[]; readonly again: boolean }>> = {
  gone: { shared: { kind: 'gone' }, says: [say('link.gone')], again: false },
  busy: { shared: { kind: 'busy', seconds: 90 }, says: [say('link.busy'), say('link.busy-for', { count: 2 })], again: true },
  'not-understood': { shared: { kind: 'files', files: [recordOf(tom), recordOf(zofia)] }, says: [say('link.not-understood')], again: false },
  'nothing-to-show': { shared: { kind: 'files', files: [{ contentType: 'application/smart-api-access', content: {} }] }, says: [say('link.nothing-to-show')], again: false },
};

for (const [why, { shared, says, again }] of Object.entries(troubles)) {
  test(`a link that does not open is said kindly: ${why}`, async ({ browser }) => {
    await open(browser, 'link-trouble');
    const { met, demo } = visit;
    const link = await place.share(shared);
    demo.scanner.hold(link.text);
    await met(say('link.heading'), why);
    for (const sentence of says) expect(await mainText()).toContain(sentence);
    await expect(visit.page.getByRole('button', { name: say('no-record.again') })).toHaveCount(again ? 1 : 0);
    await finish(visit);
    expect(storyOf(visit)).toEqual(['session-started', 'code-scanned: health-link', 'record-asked', `link-refused: ${why}`, 'session-ended: finished']);
    expect(await tracesOf(visit, [...link.secrets, ...secretsOf(tom), ...secretsOf(zofia)])).toEqual([]);
  });
}

async function toSharedRecord(link: SharedLink, text = link.text): Promise<void> {
  const { visitor, demo } = visit;
  demo.scanner.hold(text);
  await visitor.see(say('confirm.heading'));
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
}

test('one file, asked for directly, behind the address of a viewer', async ({ browser }) => {
  await open(browser, 'link-direct');
  const link = await place.share({ kind: 'direct', content: recordOf(zofia).content }, { flag: 'U' });
  await toSharedRecord(link, `https://viewer.example.org/shl#${link.text}`);
  expect(place.asked.map(({ method, path }) => [method, new URL(path, 'https://links.test').searchParams.get('recipient')])).toEqual([['GET', 'Health kiosk, Central Library']]);
  await finish(visit);
  expect(await tracesOf(visit, [...link.secrets, ...secretsOf(zofia), 'viewer.example.org'])).toEqual([]);
});

test('several files of one person become one record, and what is not shown is said', async ({ browser }) => {
  await open(browser, 'link-several');
  const flu = { section: 'vaccinations', drafts: [vaccination({ text: 'Flu vaccination', on: '2025-10-02' })] } as const;
  const clinicNote = { contentType: 'application/fhir+json', content: summaryDocument({ ...tomLantern, sections: [flu] }, new Date().toISOString()) };
  const whole = recordOf(tom);
  // The same file twice is one file.
  const link = await place.share({ kind: 'files', files: [{ ...whole, located: true }, whole, clinicNote, { contentType: 'application/pdf', content: 'scan' }] });
  await toSharedRecord(link);
  await visit.met(say('record.heading'), 'left-out');
  expect(await mainText()).toContain(say('record.left-out'));
  expect(await mainText()).toContain(say('record.count', { count: 4 }));
  await visit.visitor.press(say('record:section.vaccinations'));
  await visit.visitor.see(say('record:section.vaccinations'));
  for (const [from, what] of [['the located file', 'Meningococcal'], ['the embedded file', 'Flu vaccination']] as const) expect(JSON.stringify(visit.view()), from).toContain(what);
  await finish(visit);
  expect(await tracesOf(visit, [...link.secrets, ...secretsOf(tom)])).toEqual([]);
});

test('a record of somebody else ends the visit', async ({ browser }) => {
  await open(browser, 'link-not-me');
  const { visitor, demo } = visit;
  const link = await place.share({ kind: 'files', files: [recordOf(zofia)] });
  demo.scanner.hold(link.text);
  await visitor.see(say('confirm.heading'));
  await visitor.press(say('confirm.no'));
  await visitor.see(say('goodbye.heading'));
  expect(storyOf(visit)).toEqual(['session-started', 'code-scanned: health-link', 'record-asked', 'session-ended: not-me']);
  expect(visit.views.every(({ screen }) => screen !== 'record')).toBe(true);
  expect(await tracesOf(visit, [...link.secrets, ...secretsOf(zofia)])).toEqual([]);
});

test('a health card behind a link is a statement, and one that nobody knows is nothing', async ({ browser }) => {
  await open(browser, 'link-card');
  const { visitor, met, demo } = visit;
  const card = async (of: Parameters<typeof cardOf>[0]) => ({ contentType: 'application/smart-health-card', content: { verifiableCredential: [await cardOf(of, mina)] } });
  const known = await place.share({ kind: 'files', files: [await card(clinicOfTest)] });
  demo.scanner.hold(known.text);
  await met(say('statement.heading'), 'statement');
  expect(await mainText()).toContain(clinic);
  await visitor.press(say('dock.back'));
  await visitor.see(say('identify.heading'));
  const unknown = await place.share({ kind: 'files', files: [await card({ issuer: await createIssuer() })] });
  demo.scanner.hold(unknown.text);
  await visitor.see(say('link.heading'));
  expect(await mainText()).toContain(say('link.nothing-to-show'));
  await finish(visit);
  expect(await tracesOf(visit, [...known.secrets, ...unknown.secrets, mina.family, mina.birthDate, mina.batch])).toEqual([]);
});

test('a link that leads elsewhere, is over or is too new is declined, and nobody is contacted', async ({ browser }) => {
  await open(browser, 'link-declined');
  const { visitor, met, demo } = visit;
  const files: Shared = { kind: 'files', files: [recordOf(tom)] };
  const links = [
    ['elsewhere', await place.share(files, { url: 'https://elsewhere.example.org/m/0123456789abcdef' }), [say('declined.kind.health-link')]],
    ['inside', await place.share(files, { url: 'https://127.0.0.1/m/0123456789abcdef' }), [say('declined.kind.health-link')]],
    ['expired', await place.share(files, { exp: Math.floor(Date.now() / 1000) - 60 }), [say('declined.kind.health-link-expired')]],
    ['too-new', await place.share(files, { v: 2, label: 'Holiday summary' }), [say('declined.kind.health-link-too-new'), say('declined.label', { label: 'Holiday summary' })]],
  ] as const;
  for (const [picture, link, sentences] of links) {
    demo.scanner.hold(link.text);
    await met(say(sentences[0] === say('declined.kind.health-link') ? 'declined.heading' : 'declined.kind.health-link'), picture);
    for (const sentence of sentences) expect(await mainText(), picture).toContain(sentence);
    await visitor.press(say('declined.again'));
    await visitor.see(say('identify.heading'));
  }
  await finish(visit);
  expect(place.connections()).toBe(0);
  expect(storyOf(visit)).toEqual([
    'session-started',
    'code-declined: health-link not-used-here',
    'code-declined: health-link not-used-here',
    'code-declined: health-link expired',
    'code-declined: health-link too-new',
    'session-ended: finished',
  ]);
  expect(await tracesOf(visit, [...links.flatMap(([, { secrets }]) => secrets), 'elsewhere.example.org', 'Holiday summary'])).toEqual([]);
});
