/** The account that people sign in to is called by its own name on every screen that speaks of it. */
import { describe, expect, test } from 'vitest';
import { failed } from '../../hardware/result.ts';
import { createKiosk } from '../../main/kiosk.ts';
import { languages as offered } from '../../main/copy/words.ts';
import type { SignInFailure } from '../../main/session/ports.ts';
import type { LanguageCode, View } from '../../preload/contract.ts';
import { limits, place } from '../model/made-up.ts';
import { quietPorts } from './quiet-ports.ts';

const languages = Object.keys(offered) as LanguageCode[];
const failures: readonly SignInFailure['kind'][] = ['cancelled', 'refused', 'too-weak', 'unavailable'];

/** The words of finding, opening and failing to sign in. */
async function wordsOfSigningIn(account: string | null, language: LanguageCode, failure: SignInFailure['kind']): Promise<string> {
  const { ports } = quietPorts();
  let fail: () => void = () => undefined;
  const signIn = { account, signIn: () => new Promise<ReturnType<typeof failed<SignInFailure>>>((resolve) => { fail = () => resolve(failed({ kind: failure })); }) };
  const kiosk = createKiosk({ ports: { ...ports, signIn }, place: { ...place, languages, signIn }, limits, selfCheck: () => Promise.resolve('ready') });
  const views: View[] = [];
  kiosk.onView((view) => views.push(view));
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const until = async (screen: View['screen']) => {
    for (let turn = 0; turn < 50 && views.at(-1)?.screen !== screen; turn += 1) await settled();
    expect(views.at(-1)?.screen).toBe(screen);
  };
  const press = async (action: string) => {
    kiosk.choose({ view: views.at(-1)?.n ?? -1, action });
    await settled();
  };
  await until('attract');
  await press(`language.${language}`);
  await press('start');
  await press('continue');
  await until('identify');
  const from = views.length - 1;
  await press('sign-in');
  await until('sign-in');
  fail();
  for (let turn = 0; turn < 5; turn += 1) await settled();
  await kiosk.stop();
  return views.slice(from).filter(({ screen }) => screen === 'identify' || screen === 'sign-in').map((view) => JSON.stringify([view.heading, view.lead, view.actions.map(({ label }) => label)])).join('\n');
}

const ofNhs = /NHS/;

describe.each(languages)('in %s', (language) => {
  test.each(failures)('an account of another name, where it ends with %s', async (failure) => {
    const said = await wordsOfSigningIn('Orchard Records', language, failure);
    expect(said.split('\n').filter((line) => line.includes('Orchard Records')).length).toBeGreaterThanOrEqual(failure === 'cancelled' ? 2 : 3);
    expect(said).not.toMatch(/NHS (?:login|ਲੌਗਇਨ|لاگ ان|লগইন|લૉગિન)|حساب(?: دخول)? NHS/);
  });

  test('an NHS login', async () => {
    expect(await wordsOfSigningIn(null, language, 'refused')).toMatch(ofNhs);
  });
});
