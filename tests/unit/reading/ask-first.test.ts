import { describe, expect, it } from 'vitest';
import type { Detail, Item, SectionId } from '../../../main/record/patient-record.ts';
import { asksFirst, itemAsks } from '../../../main/session/ask-first.ts';
import { recordOf } from '../../e2e/gallery/composed-views.ts';

const words = (text: string) => ({ text, lang: null, isValue: false });
function thing(title: string, more: Partial<Item> = {}, details: readonly Detail[] = []): Item {
  return { id: 'results-0', title: words(title), codings: [], date: null, details, measurement: null, past: false, sensitive: false, ...more };
}
const status = (text: string): Detail => ({ label: 'status', name: null, value: words(text) });
const asks = (item: Item, section: SectionId = 'results', agreed: readonly string[] = []) => itemAsks(item, { id: section }, agreed);

describe('what asks before it shows itself', () => {
  it.each([
    ['a result that nobody has confirmed', asks(thing('Serum sodium', {}, [status('preliminary')])), 'unseen'],
    ['a result that is registered only', asks(thing('Serum sodium', {}, [status('registered')])), 'unseen'],
    ['an amended result', asks(thing('Serum sodium', {}, [status('amended')])), null],
    ['an ordinary result', asks(thing('Serum sodium')), null],
    ['a sensitive title', asks(thing('Carcinoma', { sensitive: true }), 'conditions'), 'private'],
    ['a sensitive letter among the results', asks(thing('Discharge letter', { sensitive: true })), 'letter'],
    ['an urgent referral', asks(thing('Urgent referral for suspected breast cancer', { sensitive: true }), 'procedures'), 'referral'],
    ['a two week wait', asks(thing('Fast track referral (2WW)'), 'consultations'), 'referral'],
    ['a routine referral', asks(thing('Referral to physiotherapist'), 'consultations'), null],
    ['a referral that is not urgent', asks(thing('Non-urgent referral'), 'consultations'), null],
    ['something that was asked about before', asks(thing('Carcinoma', { sensitive: true }), 'conditions', ['results-0']), null],
    ['a letter among the letters, which asked as a whole', asks(thing('Clinic letter', { sensitive: true }), 'documents'), null],
  ] as const)('%s', (_what, found, expected) => {
    expect(found).toBe(expected);
  });

  it('letters ask once, before any title of theirs is read', () => {
    const record = recordOf({ documents: [thing('Clinic letter', { id: 'documents-0', sensitive: true })] });
    const at = { record, section: 'documents', item: null } as const;
    expect(asksFirst({ ...at, agreed: [] })).toBe('letters');
    expect(asksFirst({ ...at, agreed: ['documents'] })).toBeNull();
    expect(asksFirst({ ...at, record: recordOf({}), agreed: [] })).toBeNull();
  });
});
