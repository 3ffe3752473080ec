import { expect, test } from 'vitest';
import { destinationOf } from '../../../main/identity/sign-in/login-window.ts';
import { readsRecords, satisfies } from '../../../main/identity/sign-in/vector-of-trust.ts';

test('the high level with two factors opens a record, whatever more there is', () => {
  for (const vot of ['P9.Cp.Cd', 'P9.Cd.Cp', 'P9.Cp.Ck', 'P9.Cm', 'P9.Cp.Cd.Cm', 'Cm.P9']) expect([vot, satisfies(vot, readsRecords)]).toEqual([vot, true]);
});

test('less, or what is no vector, opens none', () => {
  for (const vot of ['P5.Cp.Cd', 'P0.Cp', 'P9', 'P9.Cp', 'P9.Cd', 'P5.Cm', 'P9.P5.Cm', 'P9.cm', 'P9,Cm', 'P9.Cm ', 'P9.Cmx', '', 'xP9.Cm', undefined, null, 9, ['P9.Cm'], { vot: 'P9.Cm' }]) {
    expect([vot, satisfies(vot, readsRecords)]).toEqual([vot, false]);
  }
  expect(satisfies('P9.Cm', [])).toBe(false);
});

test('an address is allowed by its origin, the redirect address by all before its query', () => {
  const request = { url: 'https://a.example/', allowedOrigins: ['https://a.example'], redirectUri: 'https://kiosk.example/back' };
  expect(destinationOf('https://a.example:443/x?y#z', request)).toBe('allowed');
  expect(destinationOf('https://kiosk.example/back?code=1', request)).toBe('callback');
  expect(destinationOf('https://kiosk.example/x/../back?code=1', request)).toBe('callback');
  for (const url of ['https://kiosk.example/back/', 'https://kiosk.example/', 'http://kiosk.example/back', 'https://u@kiosk.example/back', 'http://a.example/', 'https://a.example:444/', 'https://a.example.evil/', 'https://a.example@evil.example/', 'about:blank', 'data:text/html,x', 'javascript:1', 'blob:https://a.example/1', '']) {
    expect([url, destinationOf(url, request)]).toEqual([url, 'forbidden']);
  }
});
