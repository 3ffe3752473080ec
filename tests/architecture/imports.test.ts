import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasTimeAndChance, house, touchesTheMachine } from './house.ts';
import { circles, forbiddenImports, timeAndChanceIn } from './import-rules.ts';
import { importsOf } from './imports.ts';
import { parse, productSources, root } from './source.ts';

const complaintsAbout = (path: string, text: string) => forbiddenImports([parse(path, text)]);

describe('the product', () => {
  test('imports only in the directions of the table', () => {
    expect(productSources().length).toBeGreaterThan(50);
    expect(forbiddenImports(productSources())).toEqual([]);
  });
  test('has no circle of imports', () => {
    expect(circles(productSources())).toEqual([]);
  });
  test('is passed the clock, timers and randomness', () => {
    expect(productSources().flatMap(timeAndChanceIn)).toEqual([]);
  });
});

test('the table names only what is there', () => {
  const places = [...house.map(({ place }) => place), ...touchesTheMachine, ...hasTimeAndChance];
  expect(places.filter((place) => !existsSync(`${root}/${place}`))).toEqual([]);
});

test('every way to import is seen', () => {
  const source = parse(
    'main/session/x.ts',
    `import a from './a.ts'; import type { B } from './b.ts'; import { type C } from './c.ts'; import { type D, d } from './d.ts';
     import './e.ts'; export * from './f.ts'; export { g } from './g.ts'; export type { H } from './h.ts'; export type * from './h2.ts';
     const i = await import('./i.ts'); let j: import('./j.ts').J; const k = require('./k.cjs'); const l = await import(a);
     new Worker(new URL('./m.ts', import.meta.url)); new URL('./words.json', import.meta.url);
     import { sub } from '@scope/name/sub/path'; import n from 'node:fs'; // import './comment.ts'
     const words = "import './string.ts'";`,
  );
  expect(importsOf(source).map(({ to, typesOnly }) => (typesOnly ? `type ${to}` : to)).sort()).toEqual(
    [
      ...['a.ts', 'd.ts', 'e.ts', 'f.ts', 'g.ts', 'i.ts', 'k.cjs', 'm.ts'].map((file) => `main/session/${file}`),
      ...['b.ts', 'c.ts', 'h.ts', 'h2.ts', 'j.ts'].map((file) => `type main/session/${file}`),
      '(computed)',
      '@scope/name',
      'node:fs',
    ].sort(),
  );
});

describe('forbidden', () => {
  test.each([
    ['preload/contract.ts', "import { ok } from '../hardware/result.ts'"],
    ['preload/contract.ts', "import type { Clock } from '../main/clock.ts'"],
    ['preload/loopback-bridge.ts', "import { ipcRenderer } from 'electron'"],
    ['preload/preload.ts', "import { delays } from '../main/session/delays.ts'"],
    ['preload/preload.ts', "import fs from 'node:fs'"],
    ['hardware/printer/x.ts', "import type { Clock } from '../../main/clock.ts'"],
    ['hardware/printer/x.ts', "import type { View } from '../../preload/contract.ts'"],
    ['hardware/printer/x.ts', "import net from 'node:net'"],
    ['hardware/reader/x.ts', "import hid from 'node-hid'"],
    ['renderer/x.tsx', "import { viewSchema } from '../preload/contract.ts'"],
    ['renderer/x.tsx', "import type { Clock } from '../main/clock.ts'"],
    ['renderer/x.tsx', "import { createActor } from 'xstate'"],
    ['renderer/x.tsx', "import * as v from 'valibot'"],
    ['main/session/x.ts', "import { recognise } from '../identity/codes/recognise.ts'"],
    ['main/session/x.ts', "import { openAuditTrail } from '../audit/trail.ts'"],
    ['main/session/x.ts', "const { draw } = await import('../printing/draw.ts')"],
    ['main/session/x.ts', "export { view } from '../../preload/contract.ts'"],
    ['main/session/x.ts', "import { createHash } from 'node:crypto'"],
    ['main/record/x.ts', "import { lockdown } from '../shells/lockdown.ts'"],
    ['main/record/x.ts', "import type { Lockdown } from '../shells/lockdown.ts'"],
    ['main/record/x.ts', 'const x = await import(name)'],
    ['main/identity/x.ts', "import { people } from '../demo/people.ts'"],
    ['main/printing/x.ts', "import React from 'react'"],
    ['main/kiosk.ts', "import { shell } from './shells/electron/shell.ts'"],
    ['main/shells/loopback/x.ts', "import { app } from '../../../renderer/app.ts'"],
    ['main/shells/loopback/x.ts', "import { fake } from '../../../tests/fake.ts'"],
    ['main/shells/loopback/x.ts', "import { app } from 'electron' ; import 'left-pad'"],
    ['elsewhere/x.ts', "import './y.ts'"],
  ])('%s: %s', (path, text) => {
    expect(complaintsAbout(path, text)).not.toEqual([]);
  });
});

describe('allowed', () => {
  test.each([
    ['preload/contract.ts', "import * as v from 'valibot'"],
    ['preload/electron-preload.ts', "import { contextBridge } from 'electron'; import type { View } from './contract.ts'"],
    ['renderer/x.tsx', "import { useState } from 'react'; import type { View } from '../preload/contract.ts'; import './styles/a.scss'"],
    ['hardware/transports/hid.ts', "import hid from 'node-hid'; import { setTimeout } from 'node:timers'"],
    ['hardware/transports/tcp.ts', "import net from 'node:net'"],
    ['main/session/x.ts', "import { assign } from 'xstate'; import type { Person } from '../identity/credential.ts'; import { words } from '../copy/words.ts'"],
    ['main/shells/electron/x.ts', "import { app } from 'electron'; import { openAuditTrail } from '../../audit/trail.ts'"],
  ])('%s: %s', (path, text) => {
    expect(complaintsAbout(path, text)).toEqual([]);
  });
});

test('a circle is seen, of types as well', () => {
  const a = parse('main/record/a.ts', "import { b } from './b.ts'");
  expect(circles([a, parse('main/record/b.ts', "import { a } from './a.ts'")])).toHaveLength(1);
  expect(circles([a, parse('main/record/b.ts', "import type { A } from './a.ts'")])).toHaveLength(1);
  expect(circles([a, parse('main/record/b.ts', "import type { A } from './c.ts'")])).toEqual([]);
});

describe('reaching for time and chance', () => {
  test.each(['Date.now()', 'new Date()', 'Date()', 'Math.random()', 'performance.now()', 'crypto.randomUUID()', 'setTimeout(f, 1)', 'globalThis.setTimeout(f)', 'const now = Date.now', "import { randomBytes } from 'node:crypto'"])(
    '%s',
    (text) => {
      expect(timeAndChanceIn(parse('main/session/x.ts', text))).toHaveLength(1);
      expect(timeAndChanceIn(parse('main/shells/x.ts', text))).toEqual([]);
    },
  );
  test.each(['new Date(at)', 'clock.now()', 'Date.UTC(2020)', 'timer.after(1, f)'])('%s is not', (text) => {
    expect(timeAndChanceIn(parse('main/session/x.ts', text))).toEqual([]);
  });
});
