/**
 * What stops before it shows itself: letters, hard or private things, and results that nobody may have spoken about
 * with the person yet. A pause page names the kind of thing and nothing more.
 */
import type { Item, Section, SectionId } from '../record/patient-record.ts';
import type { Visit } from './context.ts';

export const pauseKinds = ['letters', 'letter', 'referral', 'unseen', 'private'] as const;
export type PauseKind = (typeof pauseKinds)[number];

type Reading = Pick<Visit, 'record' | 'section' | 'item' | 'agreed'>;

export function openSection({ record, section }: Pick<Visit, 'record' | 'section'>): Section | null {
  return section === null ? null : (record?.sections.find(({ id }) => id === section) ?? null);
}

export function openItem(visit: Pick<Visit, 'record' | 'section' | 'item'>): Item | null {
  return visit.item === null ? null : (openSection(visit)?.items.find(({ id }) => id === visit.item) ?? null);
}

/** Why to stop before what is open now; null: it may be shown. */
export function asksFirst(visit: Reading): PauseKind | null {
  const section = openSection(visit);
  if (section === null) return null;
  if (sectionAsks(section) && !visit.agreed.includes(section.id)) return 'letters';
  const item = openItem(visit);
  return item === null ? null : itemAsks(item, section, visit.agreed);
}

/** Letters ask once, before their titles are read; then they stand open. */
function sectionAsks(section: Section): boolean {
  return section.id === 'documents' && section.items.length + section.narrative.length > 0;
}

/** Whether an item of an open section is covered until the person says that they want to see it. */
export function itemAsks(item: Item, section: Pick<Section, 'id'>, agreed: readonly string[]): PauseKind | null {
  if (section.id === 'documents' || agreed.includes(item.id)) return null;
  if (urgentReferral(item)) return 'referral';
  if (notFinal(item, section)) return 'unseen';
  if (!item.sensitive) return null;
  return letter.test(item.title.text) ? 'letter' : 'private';
}

/** In a list of all sections: whether its title may stand there. */
export function isCovered(item: Item, section: SectionId, agreed: readonly string[]): boolean {
  if (section === 'documents') return !agreed.includes('documents');
  return itemAsks(item, { id: section }, agreed) !== null;
}

const letter = /\b(?:letter|report|discharge|correspondence)\b/iu;
const referral = /\brefer(?:ral|red)\b/iu;
/** How records say that somebody is sent on at once; "suspected cancer" is in the titles of such referrals. */
const urgent = /\burgent|\btwo[- ]?weeks?\b|\b2[- ]?(?:ww|weeks?)\b|\bfast[- ]?track|\bsuspected\b|\bemergency\b/iu;

function urgentReferral(item: Item): boolean {
  const words = [item.title.text, ...item.details.filter(({ label }) => label === 'category' || label === 'status' || label === 'description').map(({ value }) => value.text)];
  return words.some((text) => referral.test(text)) && words.some((text) => urgent.test(text)) && !/\bnon[- ]?urgent|\bnot urgent/iu.test(words.join(' '));
}

/** FHIR R4 observation and report status before `final`: nobody has confirmed it, and nobody may have told the person. */
const beforeFinal = /^(?:registered|preliminary|partial)$/iu;

function notFinal(item: Item, { id }: Pick<Section, 'id'>): boolean {
  return id === 'results' && item.details.some(({ label, value }) => label === 'status' && beforeFinal.test(value.text.trim()));
}
