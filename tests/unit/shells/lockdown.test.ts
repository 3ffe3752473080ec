import { expect, test } from 'vitest';
import { browserArguments } from '../../../main/shells/loopback/browser.ts';
import { contentSecurityPolicy, deniedFeatures, permissionsPolicy, securityHeaders } from '../../../main/shells/lockdown.ts';
import { isAllowedKey } from '../../../preload/allowed-keys.ts';

function directives(policy: string): ReadonlyMap<string, string> {
  return new Map(policy.split('; ').map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]));
}

test('the policy starts from nothing and never allows inline script, eval or another origin', () => {
  for (const shell of ['loopback', 'electron'] as const) {
    const policy = contentSecurityPolicy(shell);
    expect(directives(policy).get('default-src')).toBe("'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|blob:/);
    expect(directives(policy).get('require-trusted-types-for')).toBe("'script'");
    for (const name of ['object-src', 'base-uri', 'form-action', 'frame-ancestors', 'worker-src']) {
      expect([name, directives(policy).get(name)]).toEqual([name, "'none'"]);
    }
  }
});

test('only the loopback page may connect, and only to where it came from', () => {
  expect(directives(contentSecurityPolicy('loopback')).get('connect-src')).toBe("'self'");
  expect(directives(contentSecurityPolicy('electron')).get('connect-src')).toBe("'none'");
});

test('every feature is denied to everybody', () => {
  expect(permissionsPolicy.split(', ')).toHaveLength(deniedFeatures.length);
  expect(permissionsPolicy.split(', ').every((part) => part.endsWith('=()'))).toBe(true);
  expect(securityHeaders('loopback')['permissions-policy']).toBe(permissionsPolicy);
});

test('the browser starts on its own profile, in a kiosk window, and unsandboxed only as root', () => {
  const choices = { url: 'http://127.0.0.1:1/enter/x', profile: '/tmp/p', size: { width: 1080, height: 1920 }, look: 'kiosk' } as const;
  const asUser = browserArguments({ ...choices, asRoot: false });
  expect(asUser).toContain('--kiosk');
  expect(asUser).toContain('--user-data-dir=/tmp/p');
  expect(asUser).toContain('--window-size=1080,1920');
  expect(asUser).toContain('--disable-background-networking');
  expect(asUser.at(-1)).toBe('--app=http://127.0.0.1:1/enter/x');
  expect(asUser).not.toContain('--no-sandbox');
  expect(browserArguments({ ...choices, asRoot: true })).toContain('--no-sandbox');
  expect(browserArguments({ ...choices, asRoot: false, look: 'window' })).not.toContain('--kiosk');
});

test('plain characters and moving keys pass; chords and function keys do not', () => {
  const plain = { control: false, alt: false, meta: false };
  for (const key of ['1', 'a', 'é', 'Tab', 'Enter', ' ', 'Escape', 'ArrowLeft', 'Backspace', 'Shift']) {
    expect([key, isAllowedKey({ key, ...plain })]).toEqual([key, true]);
  }
  for (const key of ['F1', 'F5', 'F11', 'F12', 'PrintScreen', 'ContextMenu', 'BrowserBack', 'Meta', 'Control', 'Alt', 'Dead', '']) {
    expect([key, isAllowedKey({ key, ...plain })]).toEqual([key, false]);
  }
  expect(isAllowedKey({ key: 'r', ...plain, control: true })).toBe(false);
  expect(isAllowedKey({ key: 'Tab', ...plain, alt: true })).toBe(false);
  expect(isAllowedKey({ key: 'q', ...plain, meta: true })).toBe(false);
});
