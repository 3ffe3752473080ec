/** A verified SMART Health Card: exactly what its issuer says, and no more. */
import type { Notice, Recorded, ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import { recordedDate } from '../../copy/dates.ts';
import type { HealthFact } from '../../identity/health-card/statement.ts';
import type { Term } from '../../identity/health-card/terms.ts';
import type { Body, Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });
const warning = (text: string): Notice => ({ tone: 'warning', heading: null, text });
const english = (text: string): Recorded => ({ text, lang: 'en', isValue: false });
const value = (text: string): Recorded => ({ text, lang: null, isValue: true });

export function statement({ say, visit, language, mode }: Stage): Body<ViewOf<'statement'>> {
  // A section of the record may be shared; what a card says is nobody's but the person's.
  if (!may('seeStatement', mode)) {
    const masked = say('record.hidden', { name: visit?.helper?.name ?? '' });
    return { screen: 'statement', heading: say('statement.heading'), lead: [], picture: null, notices: [info(masked)], facts: [], back: { type: 'BACK' }, offers: [] };
  }
  const cards = visit?.statements ?? [];
  const notShown = cards.reduce((sum, card) => sum + card.notShown, 0);
  return {
    screen: 'statement',
    heading: say('statement.heading'),
    lead: cards.flatMap((card) => [
      say('statement.issuer', { issuer: card.issuer, date: recordedDate(card.issued, language) }),
      ...(card.person.name === null ? [] : [say('statement.about', { name: card.person.name })]),
    ]),
    picture: null,
    notices: [
      info(say('statement.only')),
      ...(cards.some((card) => card.revocation === 'not-checked') ? [info(say('statement.not-checked'))] : []),
      ...(notShown > 0 ? [warning(say('statement.not-shown', { count: notShown }))] : []),
    ],
    facts: cards.flatMap((card) => card.facts).map((fact) => factView(fact, say, language)),
    back: { type: 'BACK' },
    offers: [],
  };
}

function factView(fact: HealthFact, say: Stage['say'], language: Stage['language']) {
  const details: { label: string; name: null; value: Recorded }[] = [];
  const tell = (label: string, words: Recorded | null) => {
    if (words !== null) details.push({ label, name: null, value: words });
  };
  if (fact.kind === 'vaccination') {
    if (!fact.given) tell(say('record:label.status'), english(say('statement.not-given')));
    tell(say('record:label.dose-number'), fact.dose === null ? null : value(fact.dose));
    tell(say('record:label.batch'), fact.batch === null ? null : value(fact.batch));
  } else {
    tell(say('record:label.value'), fact.outcome === null ? english(say('statement.no-outcome')) : typeof fact.outcome === 'string' ? value(fact.outcome) : termWords(fact.outcome, say));
    if (!fact.final) tell(say('record:label.status'), english(say('statement.not-final')));
  }
  tell(say('record:label.place'), fact.where === null ? null : english(fact.where));
  return { title: fact.what === null ? english(say('record:no-name')) : termWords(fact.what, say), date: recordedDate(fact.when, language), details };
}

function termWords({ name, code, list }: Term, say: Stage['say']): Recorded {
  if (name !== null) return english(name);
  return code === null ? english(say('record:no-name')) : english(say('statement.code', { code, list: list ?? '' }));
}
