import { existsSync, readdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { topLevel } from './house.ts';
import { actionsMadeInFunctions, badName, consoleUse, defaultExports, eventsNeverWritten, longestFile, tooLong, untyped } from './house-rules.ts';
import { filesBelow, parse, productFolders, productSources, root, sourcesBelow, textOf } from './source.ts';

const about = (rule: (source: ReturnType<typeof parse>) => string[], text: string, path = 'main/session/x.ts') => rule(parse(path, text));

describe('the top level', () => {
  test('stays as it is', () => {
    const tracked = existsSync(`${root}/.git`)
      ? execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').map((path) => path.split('/')[0] ?? '')
      : readdirSync(root).filter((name) => !['node_modules', 'out'].includes(name));
    expect([...new Set(tracked)].filter((name) => name !== '' && !(topLevel as readonly string[]).includes(name))).toEqual([]);
  });
  test.each(['package.json', 'package-lock.json', 'tsconfig.json', 'main', 'preload', 'renderer', 'hardware', 'tests', 'LICENSE', 'LICENSE-WORDS'])(
    'has %s',
    (name) => expect(existsSync(`${root}/${name}`)).toBe(true),
  );
});

describe('names', () => {
  test('say what a file is', () => {
    expect([...productFolders, 'tests'].flatMap(filesBelow).flatMap(badName)).toEqual([]);
  });
  test.each(['main/utils/x.ts', 'main/record/common.ts', 'main/misc/a.ts', 'main/print-manager.ts', 'main/helper2.ts', 'main/Record.ts', 'main/record_item.ts', 'main/fhirItems.ts', 'renderer/app-view.Tsx', 'main/Fhir/x.ts'])(
    'not %s',
    (path) => expect(badName(path)).toHaveLength(1),
  );
  test.each(['main/record/fhir/patient-record.ts', 'renderer/App.tsx', 'hardware/printer/README.md', 'tests/unit/audit/chain.test.ts', 'renderer/bridge.d.ts'])(
    '%s',
    (path) => expect(badName(path)).toEqual([]),
  );
});

describe('length', () => {
  test(`no file of code passes ${longestFile} lines`, () => {
    const code = [...productFolders, 'tests'].flatMap(filesBelow).filter((path) => /\.(?:tsx?|mjs|scss|css)$/.test(path));
    expect(code.flatMap((path) => tooLong(path, textOf(path)))).toEqual([]);
  });
  test('a long one is seen', () => {
    expect(tooLong('main/x.ts', 'x\n'.repeat(longestFile))).toEqual([]);
    expect(tooLong('main/x.ts', 'x\n'.repeat(longestFile + 1))).toHaveLength(1);
  });
});

describe('no default export', () => {
  test('in the product or its tests', () => {
    expect([...productSources(), ...sourcesBelow('tests')].flatMap(defaultExports)).toEqual([]);
  });
  test.each(['export default 1', 'export default function f() {}', 'export default class {}'])('%s', (text) => {
    expect(about(defaultExports, text)).toHaveLength(1);
    expect(about(defaultExports, text, 'electron.vite.config.ts')).toEqual([]);
  });
});

describe('no console', () => {
  test('but in the commands', () => {
    expect(productSources().flatMap(consoleUse)).toEqual([]);
  });
  test.each(['console.log(1)', 'globalThis.console.error(1)', 'const say = console.log'])('%s', (text) => {
    expect(about(consoleUse, text)).not.toEqual([]);
    expect(about(consoleUse, text, 'main/cli/x.ts')).toEqual([]);
  });
});

describe('no way around the types', () => {
  test('in the product or its tests', () => {
    expect([...productSources(), ...sourcesBelow('tests')].flatMap(untyped)).toEqual([]);
  });
  test.each(['let a: any', 'const a = b as any', 'f<any>()', '// @ts-ignore\nx', '/* @ts-expect-error */', '// eslint-disable-next-line', '// oxlint-disable'])('%s', (text) => {
    expect(about(untyped, text)).toHaveLength(1);
  });
});

describe('actions are made where the chart is written', () => {
  test('in the session', () => {
    expect(productSources().flatMap(actionsMadeInFunctions)).toEqual([]);
  });
  const xstate = "import { assign, raise as lift, setup } from 'xstate';";
  test.each([
    'setup({ actions: { forget: () => { assign({ visit: null }); } } })',
    'setup({ actions: { forget: ({ context }) => assign({ visit: null }) } })',
    'setup({ actions: { end: function () { lift({ type: "END" }); } } })',
    'function forget() { return assign({}); }',
  ])('not %s', (text) => {
    expect(about(actionsMadeInFunctions, xstate + text)).toHaveLength(1);
  });
  test.each(['setup({ actions: { forget: assign({ visit: null }), end: lift(() => ({ type: "END" })) } })', 'const forget = assign(({ context }) => ({}))', 'const live = (ports) => machine.provide({ actions: { begin: assign(() => ({ id: ports.newId() })) } })'])('%s', (text) => {
    expect(about(actionsMadeInFunctions, xstate + text)).toEqual([]);
  });
});

describe('every event of the catalogue', () => {
  test('is written somewhere', () => {
    expect(eventsNeverWritten(productSources())).toEqual([]);
  });
  test('one that is not is seen', () => {
    const missing = eventsNeverWritten([parse('main/session/x.ts', "write({ event: 'help-called', session })")]);
    expect(missing).toContain('screen-hidden');
    expect(missing).not.toContain('help-called');
    expect(eventsNeverWritten([parse('main/audit/x.ts', "write({ event: 'help-called' })")])).toContain('help-called');
  });
});
