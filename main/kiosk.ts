/**
 * The kiosk: one session actor, its current view, and the only way to press a button.
 * Shells host it; they contain no logic of its.
 */
import { createActor, type ActorOptions } from 'xstate';
import * as v from 'valibot';
import { choiceSchema, viewSchema, type ScreenName, type View } from '../preload/contract.ts';
import { entryLimits, sessionOf, type KioskContext } from './session/context.ts';
import type { Delays } from './session/delays.ts';
import { sessionOver } from './session/effects.ts';
import type { SessionPorts } from './session/ports.ts';
import { project, type Projection } from './session/view/project.ts';
import type { Place } from './session/view/stage.ts';
import type { sessionMachine } from './session/machine.ts';

export interface Kiosk {
  /** Every view from now on, starting with the current one; the returned function stops. */
  onView(show: (view: View) => void): () => void;
  /** Whatever the window sent. What is not a choice from the current view is dropped. */
  choose(choice: unknown): void;
  /** The window died, was reloaded or was opened again: whoever was here is gone from it. */
  windowLost(): void;
  stop(): Promise<void>;
}

export interface KioskParts {
  readonly ports: SessionPorts;
  readonly place: Place;
  readonly delays?: Partial<Delays>;
  readonly limits?: KioskContext['limits'];
  /** May people be taken in? Asked at start and while out of service. */
  readonly selfCheck: () => Promise<'ready' | 'audit' | 'register'>;
  /** A simulated clock in tests. */
  readonly clock?: ActorOptions<typeof sessionMachine>['clock'];
}

export function createKiosk({ ports, place, delays, limits, selfCheck, clock }: KioskParts): Kiosk {
  const machine = sessionOver(ports, selfCheck).provide({ delays: delays ?? {} });
  const actor = createActor(machine, {
    input: { limits: limits ?? entryLimits, screen: place.screen },
    ...(clock === undefined ? {} : { clock }),
  });

  const listeners = new Set<(view: View) => void>();
  let number = 0;
  let offered = '';
  let screen: ScreenName | null = null;
  let current: Projection | null = null;
  let view: View | null = null;
  let choosing = false;

  const show = () => {
    if (choosing) return;
    const next = project(actor.getSnapshot(), place);
    // A new number whenever something else is on offer: a press on an old picture presses nothing. A button that
    // wakes up is the same button: somebody who types fast loses no digit.
    const offers = `${next.view.screen} ${next.view.actions.map(({ id }) => id).join(' ')}`;
    if (offers !== offered) number += 1;
    offered = offers;
    current = next;
    view = v.parse(viewSchema, { ...next.view, n: number });
    if (view.screen !== screen) {
      screen = view.screen;
      const session = sessionOf(actor.getSnapshot().context);
      if (!ports.audit.append({ event: 'screen-shown', screen, session }).ok) actor.send({ type: 'AUDIT_LOST' });
    }
    for (const listener of listeners) listener(view);
  };
  // A trail that cannot be written is found by the self-check, before anybody is taken in.
  ports.audit.append({ event: 'kiosk-started' });
  actor.subscribe(show);
  actor.start();

  return {
    onView(listener) {
      listeners.add(listener);
      if (view !== null) listener(view);
      return () => listeners.delete(listener);
    },
    choose(choice) {
      const parsed = v.safeParse(choiceSchema, choice);
      if (!parsed.success || parsed.output.view !== number) return;
      const event = current?.meanings.get(parsed.output.action);
      if (event === undefined) return;
      // A sign of life and what it was, shown as one.
      choosing = true;
      actor.send({ type: 'ACTIVE' });
      choosing = false;
      actor.send(event);
    },
    windowLost() {
      actor.send({ type: 'END', why: 'stopped' });
    },
    stop() {
      actor.send({ type: 'END', why: 'stopped' });
      actor.stop();
      current = null;
      listeners.clear();
      ports.audit.append({ event: 'kiosk-stopped' });
      return Promise.resolve();
    },
  };
}
