import { describe, expect, it } from 'vitest';
import { demoCards } from '../../../main/demo/cards.ts';
import { demoPeople } from '../../../main/demo/people/people.ts';
import { recognise } from '../../../main/identity/codes/recognise.ts';

const signed = { people: Object.fromEntries(demoPeople.map((person) => [person.id, `card of ${person.id}`])), helper: 'h', service: 's', expired: 'e', unknown: 'u', forged: 'f', healthCard: 'shc:/' };
const cards = demoCards(signed);

describe('the cards on the bench', () => {
  it('are one a person, two badges, and things that people hold up by mistake', () => {
    expect(cards.filter((card) => card.look === 'person').map((card) => card.title)).toEqual(demoPeople.map((person) => person.name));
    expect(cards.filter((card) => card.look === 'badge')).toHaveLength(2);
    expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length);
  });

  it('say the PIN and the date of birth, so that anybody can play', () => {
    expect(cards.find((card) => card.id === 'rose')?.facts).toEqual([
      ['PIN', '5826'],
      ['Born', '9 March 1948'],
      ['NHS number', '999 526 0182'],
    ]);
  });

  it.each([
    ['letter', { type: 'credential', credential: { kind: 'nhs-number', nhsNumber: '9995260182' } }],
    ['letter-smudged', { type: 'declined', kind: 'nhs-number', reason: 'check-character-wrong' }],
    ['prescription', { type: 'declined', kind: 'prescription', reason: 'not-used-here' }],
    ['web', { type: 'declined', kind: 'web' }],
    ['library', { type: 'declined', kind: 'library', reason: 'not-used-here' }],
    ['travel', { type: 'declined', kind: 'travel-card', reason: 'not-used-here' }],
    ['bottle', { type: 'declined', kind: 'retail', reason: 'not-used-here' }],
    ['contact', { type: 'declined', kind: 'contact', reason: 'not-used-here' }],
  ])('%s is what it looks like', async (id, expected) => {
    const card = cards.find((each) => each.id === id);
    const seen = await recognise(
      { bytes: new TextEncoder().encode(card?.code), aim: card?.aim ?? null },
      { cardKeys: new Map(), audience: null, at: Date.UTC(2026, 10, 22) },
    );
    expect(seen).toMatchObject(expected);
  });
});
