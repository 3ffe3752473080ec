/** Rows of the register's tables, as either database gives them, to what they mean. A row of another shape throws. */
import * as v from 'valibot';
import type { OwnedCard, RegisteredCard, RegisteredPerson, RegisteredStaff } from './register.ts';
import type { EmptyAt, Tries } from './tries.ts';

const personRow = v.pipe(
  v.object({
    id: v.string(),
    nhs_number_index: v.string(),
    nhs_number_sealed: v.instance(Uint8Array),
    birth_date_index: v.string(),
    initials: v.string(),
    year_of_birth: v.string(),
    pin_hash: v.string(),
  }),
  v.transform((row) => ({
    id: row.id,
    nhsNumberIndex: row.nhs_number_index,
    nhsNumberSealed: row.nhs_number_sealed,
    birthDateIndex: row.birth_date_index,
    initials: row.initials,
    yearOfBirth: row.year_of_birth,
    pinHash: row.pin_hash,
  })),
);

const cardRow = v.pipe(
  v.object({
    id: v.string(),
    person_id: v.string(),
    visits: v.picklist(['many', 'one']),
    state: v.picklist(['issued', 'blocked', 'replaced', 'used']),
    issued_at: v.number(),
    expires_at: v.number(),
  }),
  v.transform((row) => ({
    id: row.id,
    personId: row.person_id,
    visits: row.visits,
    state: row.state,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
  })),
);

const staffRow = v.pipe(
  v.object({
    alias: v.string(),
    badge_id: v.string(),
    name: v.string(),
    role: v.picklist(['helper', 'service']),
    state: v.picklist(['active', 'stopped']),
    expires_at: v.number(),
    pin_hash: v.string(),
  }),
  v.transform((row) => ({
    alias: row.alias,
    badgeId: row.badge_id,
    name: row.name,
    role: row.role,
    state: row.state,
    expiresAt: row.expires_at,
    pinHash: row.pin_hash,
  })),
);

const triesRow = v.pipe(
  v.object({ wrong: v.number(), last_at: v.number() }),
  v.transform((row) => ({ wrong: row.wrong, lastAt: row.last_at })),
);

const timeRow = v.object({ at: v.number() });
const budgetRow = v.object({ name: v.string(), empty_at: v.number() });
const ownedCardRow = v.looseObject({ card_id: v.string() });

export const readPerson = (row: unknown): RegisteredPerson => v.parse(personRow, row);
export const readCards = (rows: unknown): readonly RegisteredCard[] => v.parse(v.array(cardRow), rows);
export const readStaff = (row: unknown): RegisteredStaff => v.parse(staffRow, row);
export const readTime = (row: unknown): number => v.parse(timeRow, row).at;
export const readTries = (row: unknown): Tries => v.parse(triesRow, row);

export function readBudgets(rows: unknown): EmptyAt {
  return new Map(v.parse(v.array(budgetRow), rows).map((row) => [row.name, row.empty_at]));
}

/** A card and whose it is, in one row: the person's columns, and the card's with `card_id` for its own id. */
export function readOwnedCard(row: unknown): OwnedCard {
  const owned = v.parse(ownedCardRow, row);
  return { person: readPerson(owned), card: v.parse(cardRow, { ...owned, id: owned.card_id }) };
}

export const ownedCardColumns =
  'people.*, access_cards.id AS card_id, access_cards.person_id, access_cards.visits, access_cards.state, access_cards.issued_at, access_cards.expires_at';
