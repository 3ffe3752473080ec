import { describe, expect, test } from 'vitest';
import { screenNames } from '../../preload/contract.ts';
import { sessionMachine } from '../../main/session/machine.ts';
import { project } from '../../main/session/view/project.ts';
import type { Snapshot } from '../../main/session/view/stage.ts';
import { broken } from './invariants.ts';
import { place } from './made-up.ts';
import { explore, layers, next, outside, type Machine } from './reachable.ts';

/** Snapshots are followed to where at most one thing lies over the journey; two at once are looked at, not followed. */
const oneLayer = (snapshot: Snapshot) => layers(snapshot) <= 1;

describe('every reachable snapshot x every event', () => {
  const wrong = new Set<string>();
  const screens = new Set<string>();
  let moves = 0;
  const seen = explore(sessionMachine, { expand: oneLayer, moved: () => (moves += 1) });
  for (const { snapshot } of seen.values()) {
    const found = broken(snapshot, sessionMachine);
    if (found !== null) wrong.add(found);
    screens.add(project(snapshot, place).view.screen);
  }

  test('thousands of snapshots and every one of their events were tried', () => {
    expect(seen.size).toBeGreaterThan(5_000);
    expect(moves).toBeGreaterThan(seen.size);
  });

  test('the invariants hold in each', () => {
    expect([...wrong].slice(0, 10)).toEqual([]);
  });

  test('every screen of the contract is reached', () => {
    expect(screenNames.filter((name) => !screens.has(name))).toEqual([]);
  });

  test('every state of the chart is reached', () => {
    const reached = new Set<string>();
    for (const { snapshot } of seen.values()) for (const node of nodesOf(snapshot)) reached.add(node.id);
    const all = statesBelow(sessionMachine.root).filter(({ node }) => !node.always).map(({ node }) => node.id);
    expect(all.filter((id) => !reached.has(id))).toEqual([]);
  });
});

/** Broken on purpose: the oracle must say so. */
describe('a machine that forgets to forget', () => {
  const keep = () => undefined;
  const mutants: Record<string, Machine> = {
    'the person': sessionMachine.provide({ actions: { forgetPerson: keep } }) as Machine,
    'the settings': sessionMachine.provide({ actions: { forgetSettings: keep } }) as Machine,
    'staff': sessionMachine.provide({ actions: { forgetStaff: keep } }) as Machine,
  };
  for (const [what, mutant] of Object.entries(mutants)) {
    test(`keeps ${what}, and fails`, () => {
      const wrong: string[] = [];
      explore(mutant, {
        expand: (snapshot) => wrong.length === 0 && layers(snapshot) === 0,
        moved: (_, __, after) => {
          if (wrong.length > 0) return;
          const found = broken(after, mutant);
          if (found !== null) wrong.push(found);
        },
      });
      expect(wrong).not.toEqual([]);
    });
  }

  test('lets a helper see what was not shown, and fails', () => {
    const mutant = sessionMachine.provide({ guards: { sectionLeft: () => false } }) as Machine;
    const way = ['START', 'CONTINUE', 'CODE', 'KEY', 'ENTER', 'CONFIRM', 'OPEN_SECTION', 'BACK', 'ACCEPT_HELP', 'SHOW_SECTION'];
    const wrong: string[] = [];
    explore(mutant, {
      expand: () => wrong.length === 0,
      events: outside.filter((event) => way.includes(event.type) && !(event.type === 'CODE' && event.recognition.type === 'declined')),
      moved: (_, __, after) => {
        if (wrong.length > 0 || !after.matches({ inSession: { assist: 'shared' } })) return;
        const found = broken(after, mutant);
        if (found !== null) wrong.push(found);
      },
    });
    expect(wrong).not.toEqual([]);
  });
});

test('a snapshot is plain data: stored and restored, it goes on as before', () => {
  const seen = explore(sessionMachine, { expand: (snapshot) => layers(snapshot) === 0 });
  for (const { snapshot } of [...seen.values()].slice(0, 300)) {
    const { context } = snapshot;
    expect(JSON.parse(JSON.stringify(context.visit?.record ?? null))).toEqual(context.visit?.record ?? null);
    expect(next(sessionMachine, snapshot, { type: 'NO_SUCH_EVENT' }).value).toEqual(snapshot.value);
  }
});

function nodesOf(snapshot: Snapshot) {
  return (snapshot as unknown as { _nodes: readonly { id: string }[] })._nodes;
}

function statesBelow(node: Machine['root']): { node: Machine['root'] }[] {
  return Object.values(node.states).flatMap((child) => [{ node: child as Machine['root'] }, ...statesBelow(child as Machine['root'])]);
}
