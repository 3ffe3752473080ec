/** The udev rules as they are shipped: read as udev reads them, and by udev where it is installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isScannerMaker } from '../../../hardware/reader/scanner-match.ts';

const path = fileURLToPath(new URL('../../../hardware/udev/65-kiosk-devices.rules', import.meta.url));

interface Term {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/** udev(7): comma-separated `KEY OP "value"`, one rule a line. */
function parse(text: string): Term[][] {
  const rules = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return rules.map((rule) => {
    const terms = rule.split(/,\s*/);
    return terms.map((term) => {
      const [, key = '', operator = '', value = ''] = /^([A-Z]+(?:\{[\w./]+\})?)(==|!=|\+=|:=|=)"([^"]*)"$/.exec(term) ?? [];
      expect(key, `not a rule: ${term}`).not.toBe('');
      return { key, operator, value };
    });
  });
}

const rules = parse(readFileSync(path, 'utf8'));
const has = (rule: readonly Term[], key: string, value: string): boolean => rule.some((term) => term.key === key && term.value === value);
const about = (subsystem: string): Term[][] => rules.filter((rule) => has(rule, 'SUBSYSTEM', subsystem));
const valueOf = (rule: readonly Term[] | undefined, key: string): string => rule?.find((term) => term.key === key)?.value ?? '';

it('say what exists in udev, and match before they set', () => {
  const matches = /^(?:ACTION|SUBSYSTEM|KERNEL|KERNELS|ATTRS\{.+\}|TEST)$/;
  const sets = /^(?:GROUP|MODE|SYMLINK|GOTO|LABEL)$/;
  for (const rule of rules) {
    for (const { key, operator } of rule) {
      if (matches.test(key)) expect([key, operator]).toEqual([key, '==']);
      else if (sets.test(key)) expect(['=', '+='], key).toContain(operator);
      else expect(key).toMatch(/^(?:ENV|ATTR)\{/);
    }
    const kinds = rule.map(({ operator }) => operator === '==');
    expect(kinds, 'a match after an assignment').toEqual(kinds.toSorted((a, b) => Number(b) - Number(a)));
  }
  const labels = rules.flatMap((rule) => valueOf(rule, 'LABEL') || []);
  expect(rules.flatMap((rule) => valueOf(rule, 'GOTO') || [])).toEqual(labels);
});

it('know exactly the makers that the reader driver knows', () => {
  const known = Array.from({ length: 0x1_0000 }, (_, id) => id).filter(isScannerMaker);
  const byHid = [...valueOf(about('hidraw|input')[0], 'KERNELS').matchAll(/0003:([0-9A-F]{4}):\*/g)].map((match) => Number.parseInt(match[1] ?? '', 16));
  const byUsb = valueOf(about('tty|usb')[0], 'ATTRS{idVendor}').split('|').map((id) => Number.parseInt(id, 16));
  expect(byHid.toSorted((a, b) => a - b)).toEqual(known);
  expect(byUsb.toSorted((a, b) => a - b)).toEqual(known);
});

it('give every device to the group and to nobody else', () => {
  for (const rule of rules) {
    if (!rule.some(({ key }) => key === 'GROUP' || key === 'MODE')) continue;
    expect([valueOf(rule, 'GROUP'), valueOf(rule, 'MODE')]).toEqual(['kiosk', '0660']);
  }
  for (const subsystem of ['hidraw', 'input', 'tty', 'usbmisc']) {
    expect(about(subsystem).some((rule) => has(rule, 'GROUP', 'kiosk')), subsystem).toBe(true);
  }
});

it('keep a typing scanner from every window, and name the printer', () => {
  const [typing] = about('input');
  expect(valueOf(typing, 'ENV{LIBINPUT_IGNORE_DEVICE}')).toBe('1');
  expect(has(typing ?? [], 'ENV{ID_INPUT_KEYBOARD}', '')).toBe(true);
  expect(valueOf(about('usbmisc')[0], 'SYMLINK')).toBe('kiosk/printer');
});

it('have nothing in them that udev itself refuses, where it is there to ask', () => {
  const verified = spawnSync('udevadm', ['verify', path], { encoding: 'utf8' });
  // Not installed here, or older than the command: the guest's own udev loads the file in `npm run test:vm`.
  if (verified.error !== undefined || /Unknown (?:command|verb)|unrecognized/i.test(verified.stderr)) return;
  expect(verified.stderr + verified.stdout).not.toMatch(/error|warning|invalid/i);
});
