/** What the window is offered on every screen that can be reached: each button does something, and leads to a view that holds. */
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { actionIdPattern, screenNames, viewSchema, type View } from '../../preload/contract.ts';
import { sessionMachine } from '../../main/session/machine.ts';
import { project, type Projection } from '../../main/session/view/project.ts';
import type { Snapshot } from '../../main/session/view/stage.ts';
import { place } from '../model/made-up.ts';
import { explore, layers, next } from '../model/reachable.ts';

/** The border caps a view's image; everything else of a screen is words. */
const mostBytesOfWords = 64 * 1024;

interface Reached {
  readonly snapshot: Snapshot;
  readonly projection: Projection;
}

/**
 * Followed: everything that has nothing over it, and with a helper beside it the first few of every configuration.
 * What else two layers can do is tried with the invariants of the model.
 */
function followed(): (snapshot: Snapshot) => boolean {
  const times = new Map<string, number>();
  return (snapshot) => {
    if (layers(snapshot) === 0) return true;
    if (layers(snapshot) > 1 || snapshot.matches({ inSession: { assist: { alone: 'quiet' } } })) return false;
    const at = JSON.stringify(snapshot.value);
    const time = (times.get(at) ?? 0) + 1;
    times.set(at, time);
    return time <= 3;
  };
}

/** One snapshot of every screen and offer; a second one with the same offer has nothing new for the window. */
function everyOffer(): ReadonlyMap<string, Reached> {
  const offers = new Map<string, Reached>();
  const seen = explore(sessionMachine, { expand: followed() });
  for (const { snapshot } of seen.values()) {
    const projection = project(snapshot, place);
    const { view } = projection;
    const key = [view.screen, ...view.actions.map(({ id, enabled }) => `${id}:${enabled}`)].join(' ');
    if (!offers.has(key)) offers.set(key, { snapshot, projection });
  }
  return offers;
}

/** For the few milliseconds until a typed number is judged, its keys wait. */
const answering = (snapshot: Snapshot) => snapshot.matches({ inSession: { journey: { identify: { number: 'checking' } } } });

const numbered = (view: Omit<View, 'n'>): unknown => ({ ...view, n: 1 });
const sample = (complaints: Iterable<string>) => [...new Set(complaints)].slice(0, 12);

describe('every offer of every screen', () => {
  const offers = [...everyOffer().values()];

  test('every screen of the contract is offered from somewhere', () => {
    const reached = new Set(offers.map(({ projection }) => projection.view.screen));
    expect(screenNames.filter((name) => !reached.has(name))).toEqual([]);
  });

  test('a button has a meaning exactly where it is enabled, and a name that the border takes', () => {
    const wrong = offers.flatMap(({ projection: { view, meanings } }) =>
      view.actions
        .filter(({ id, enabled }) => meanings.has(id) !== enabled || !actionIdPattern.test(id))
        .map(({ id }) => `${view.screen}: ${id}`),
    );
    expect(sample(wrong)).toEqual([]);
  });

  test('a key of a keyboard presses one button, and types what is on the key', () => {
    const wrong = offers.flatMap(({ projection: { view, meanings } }) => {
      const keys = view.actions.filter(({ enabled }) => enabled).flatMap((action) => action.keys.map((key) => ({ key, id: action.id })));
      const twice = keys.filter(({ key }, index) => keys.findIndex((other) => other.key === key) !== index).map(({ key }) => `${view.screen}: ${key} presses two`);
      const other = keys.flatMap(({ key, id }) => {
        const event = meanings.get(id);
        return event?.type === 'KEY' && event.digit !== key ? [`${view.screen}: ${key} types ${event.digit}`] : [];
      });
      return [...twice, ...other];
    });
    expect(sample(wrong)).toEqual([]);
  });

  test('no enabled button is dead: the chart takes what it means', () => {
    const dead: string[] = [];
    for (const { snapshot, projection } of offers) {
      if (answering(snapshot)) continue;
      for (const [id, event] of projection.meanings) {
        if (!snapshot.can(event)) dead.push(`${projection.view.screen}: ${id} means ${event.type}, which nothing takes in ${JSON.stringify(snapshot.value)}`);
      }
    }
    expect(sample(dead)).toEqual([]);
  });

  test('what comes after a press is a valid view', () => {
    const wrong: string[] = [];
    for (const { snapshot, projection } of offers) {
      for (const [id, event] of projection.meanings) {
        const after = next(sessionMachine, snapshot, event);
        const parsed = v.safeParse(viewSchema, numbered(project(after, place).view));
        if (after.status === 'error' || !parsed.success) wrong.push(`${projection.view.screen}: ${id}: ${parsed.issues?.[0]?.message ?? 'the machine threw'}`);
      }
    }
    expect(sample(wrong)).toEqual([]);
  });

  test('a view is small, and survives the wire unchanged', () => {
    for (const { projection } of offers) {
      const { view } = projection;
      const wire = JSON.stringify(numbered(view));
      const image = 'paper' in view && view.paper !== null && typeof view.paper === 'object' && 'image' in view.paper ? String(view.paper.image).length : 0;
      expect(wire.length - image, view.screen).toBeLessThan(mostBytesOfWords);
      expect(v.parse(viewSchema, JSON.parse(wire))).toEqual(numbered(view));
    }
  });

  test('there is always a way on: outside of waiting, something can be pressed or everything can be cleared', () => {
    const stuck = offers
      .filter(({ snapshot }) => snapshot.matches('inSession'))
      .filter(({ projection }) => !projection.view.actions.some(({ id, enabled, group }) => enabled && group !== 'silent' && (id === 'finish' || group === 'main' || group === 'dock')))
      .map(({ projection }) => projection.view.screen);
    expect(sample(stuck)).toEqual([]);
  });
});
