/** One thing is printed from wherever it was opened: that thing, and nothing else of the record. */
import { describe, expect, it } from 'vitest';
import type { KioskEvent } from '../../../main/session/events.ts';
import { sessionMachine } from '../../../main/session/machine.ts';
import { slipRequestOf } from '../../../main/session/slip-request.ts';
import { project } from '../../../main/session/view/project.ts';
import { opened, place, recordOf, result } from '../../e2e/gallery/composed-views.ts';
import { next } from '../../model/reachable.ts';

const record = recordOf({
  results: [result('results-0', 'Serum sodium', '2026-11-03', '138', 'mmol/L', ['133', '146']), result('results-1', 'Serum potassium', '2026-11-02', '4.4', 'mmol/L', ['3.5', '5.3'])],
});

const printIt: KioskEvent = { type: 'PRINT_ITEM', section: 'results', item: 'results-1' };

/** What the session wants drawn after these presses. */
function drawn(...events: readonly KioskEvent[]) {
  let now = opened(record, 'en');
  for (const event of events) now = next(sessionMachine, now, event);
  return { now, request: slipRequestOf(now.context) };
}

describe('printing one thing', () => {
  it.each<[string, readonly KioskEvent[]]>([
    ['its section', [{ type: 'OPEN_SECTION', section: 'results' }, { type: 'OPEN_ITEM', item: 'results-1' }]],
    ['search', [{ type: 'OPEN_SEARCH' }, { type: 'OPEN_FOUND', section: 'results', item: 'results-1' }, { type: 'OPEN_ITEM', item: 'results-1' }]],
    ['what is new', [{ type: 'OPEN_CHANGED' }, { type: 'OPEN_FOUND', section: 'results', item: 'results-1' }, { type: 'OPEN_ITEM', item: 'results-1' }]],
  ])('opened from %s draws that thing alone, and comes back to it', (_, way) => {
    const { now, request } = drawn(...way, printIt);
    expect(now.matches({ inSession: { journey: 'slip' } })).toBe(true);
    expect(now.context.visit?.printed).toEqual({ section: 'results', item: 'results-1' });
    expect(request?.items).toEqual(['results-1']);
    const back = next(sessionMachine, now, { type: 'BACK' });
    expect(project(back, place).view).toMatchObject({ screen: 'item', title: { text: 'Serum potassium' } });
    expect(back.context.visit?.printed).toBeNull();
  });

  it('is for the thing that is open, and for no other', () => {
    const { now } = drawn({ type: 'OPEN_SECTION', section: 'results' }, { type: 'OPEN_ITEM', item: 'results-0' }, printIt);
    expect(project(now, place).view).toMatchObject({ screen: 'item', title: { text: 'Serum sodium' } });
  });

  it('is over when the summary is printed after it', () => {
    const { request } = drawn({ type: 'OPEN_SECTION', section: 'results' }, { type: 'OPEN_ITEM', item: 'results-1' }, printIt, { type: 'BACK' }, { type: 'BACK' }, { type: 'BACK' }, { type: 'OPEN_SLIP' });
    expect(request).not.toBeNull();
    expect(request).not.toHaveProperty('items');
  });

  it('prints one page from one page', () => {
    const { now, request } = drawn({ type: 'OPEN_SUMMARY' }, { type: 'PRINT_SUMMARY' });
    expect(now.matches({ inSession: { journey: 'slip' } })).toBe(true);
    expect(request).not.toHaveProperty('items');
    expect(request?.choices).toMatchObject({ onePage: true });
  });
});
