/**
 * The register's questions, in the SQL that SQLite and PostgreSQL share. What differs comes as `SqlTables`.
 * A try locks its rows, is decided, and is on the disk before the kiosk hears that it may judge; so the count holds
 * whatever the kiosks, the network and the database do in between.
 */
import type { Register, RegisterAnswer } from './register.ts';
import { ownedCardColumns, readBudgets, readCards, readOwnedCard, readPerson, readStaff, readTime, readTries } from './rows.ts';
import { budgetsOf, costOf, forgettable, nextTry, type TryRequest } from './tries.ts';

export type SqlValue = string | number | Uint8Array | null;

/** `$1` is the first value, and so on. */
export interface Question {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export interface Answer {
  readonly rows: readonly unknown[];
  readonly changed: number;
}

/** What is asked within one transaction, one question after the other: SQLite answers at once, PostgreSQL in its time. */
export type Work<Value> = () => Asking<Value>;
export type Asking<Value> = Generator<Question, Value, Answer>;

export function* ask(sql: string, ...values: readonly SqlValue[]): Asking<Answer> {
  return yield { sql, values };
}

export interface SqlTables {
  /** One transaction, durable when it answers `ok`, and nothing where it does not. */
  transaction<Value>(work: Work<Value>): RegisterAnswer<Value>;
  /** Locks rows that were read where transactions run side by side: `FOR UPDATE`. */
  readonly lock: { readonly waits: string; readonly skips: string };
  /**
   * When a try is, in milliseconds since 1970, or what to ask for it (`at`) after its rows are locked: who waited is
   * dated when the wait was over.
   */
  now(request: TryRequest): number | Question;
  close(): Promise<void>;
}

export function registerOver({ transaction, lock, now, close }: SqlTables): Register {
  const one = <Value>(read: (row: unknown) => Value, sql: string, value: string): RegisterAnswer<Value | null> =>
    transaction(function* () {
      const [row] = (yield* ask(sql, value)).rows;
      return row === undefined ? null : read(row);
    });
  const change = (sql: string, ...values: readonly SqlValue[]): RegisterAnswer<boolean> =>
    transaction(function* () {
      return (yield* ask(sql, ...values)).changed > 0;
    });

  return {
    beginTry: (asked) =>
      transaction(function* () {
        // Rows that are not there cannot be locked: they are made first, and every kiosk takes them in one order.
        const [guard] = (
          yield* ask(
            `INSERT INTO tries (guard, wrong, last_at) VALUES ($1, 0, 0)
             ON CONFLICT (guard) DO UPDATE SET guard = excluded.guard RETURNING wrong, last_at`,
            asked.guard,
          )
        ).rows;
        const names = budgetsOf(asked).map(({ name }) => name);
        const budgets = yield* askOfEach(names.map((name) => [name, 0]), (places) => `INSERT INTO budgets (name, empty_at) VALUES ${places} ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING name, empty_at`);
        const time = now(asked);
        const request = { ...asked, at: typeof time === 'number' ? time : readTime((yield time).rows[0]) };
        const before = readTries(guard);
        const { decision, tries, emptyAt } = nextTry({ tries: before.wrong === 0 ? null : before, emptyAt: readBudgets(budgets) }, request);
        if (tries !== null) yield* ask('UPDATE tries SET wrong = $2, last_at = $3 WHERE guard = $1', asked.guard, tries.wrong, tries.lastAt);
        else if (before.wrong === 0) yield* ask('DELETE FROM tries WHERE guard = $1', asked.guard);
        yield* askOfEach([...emptyAt], (places) => `INSERT INTO budgets (name, empty_at) VALUES ${places} ON CONFLICT (name) DO UPDATE SET empty_at = excluded.empty_at`);
        const old = forgettable(request.at);
        yield* ask(
          `DELETE FROM tries WHERE guard IN (SELECT guard FROM tries WHERE last_at >= $1 AND last_at < $2 LIMIT 100 ${lock.skips})`,
          old.from,
          old.before,
        );
        return decision;
      }),

    endTry: (request, cardId) =>
      transaction(function* () {
        if (cardId !== undefined) {
          // Two kiosks with one card take turns here, and the second finds it used.
          const opens = yield* ask(
            `UPDATE access_cards SET state = CASE visits WHEN 'one' THEN 'used' ELSE state END WHERE id = $1 AND state = 'issued'`,
            cardId,
          );
          if (opens.changed === 0) return false;
        }
        yield* ask('DELETE FROM tries WHERE guard = $1', request.guard);
        for (const { name, rate } of budgetsOf(request)) {
          yield* ask('UPDATE budgets SET empty_at = empty_at - $2 WHERE name = $1', name, costOf(rate));
        }
        return true;
      }),

    forgetTries: (guards) =>
      transaction(function* () {
        for (const guard of guards.toSorted()) yield* ask('DELETE FROM tries WHERE guard = $1', guard);
      }),

    personByCard: (cardId) =>
      one(readOwnedCard, `SELECT ${ownedCardColumns} FROM access_cards JOIN people ON people.id = access_cards.person_id WHERE access_cards.id = $1`, cardId),
    personByNhsNumber: (index) => one(readPerson, 'SELECT * FROM people WHERE nhs_number_index = $1', index),
    staffByBadge: (badgeId) => one(readStaff, 'SELECT * FROM staff WHERE badge_id = $1', badgeId),
    staffByAlias: (alias) => one(readStaff, 'SELECT * FROM staff WHERE alias = $1', alias),
    cardsOf: (personId) =>
      transaction(function* () {
        return readCards((yield* ask('SELECT * FROM access_cards WHERE person_id = $1 ORDER BY issued_at DESC, id', personId)).rows);
      }),

    addPerson: (added) =>
      change(
        `INSERT INTO people (id, nhs_number_index, nhs_number_sealed, birth_date_index, initials, year_of_birth, pin_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (nhs_number_index) DO NOTHING`,
        added.id,
        added.nhsNumberIndex,
        added.nhsNumberSealed,
        added.birthDateIndex,
        added.initials,
        added.yearOfBirth,
        added.pinHash,
      ),

    setPersonPin: (personId, pinHash) => change('UPDATE people SET pin_hash = $2 WHERE id = $1', personId, pinHash),

    addCard: (added) =>
      transaction(function* () {
        // Two desks that issue at once take turns.
        yield* ask(`SELECT id FROM people WHERE id = $1 ${lock.waits}`, added.personId);
        // A card for one visit leaves the one at home as it is.
        yield* ask(
          `UPDATE access_cards SET state = 'replaced'
           WHERE person_id = $1 AND state IN ('issued', 'blocked') AND (visits = 'one' OR $2 = 'many')`,
          added.personId,
          added.visits,
        );
        yield* ask(
          `INSERT INTO access_cards (id, person_id, visits, state, issued_at, expires_at) VALUES ($1, $2, $3, 'issued', $4, $5)`,
          added.id,
          added.personId,
          added.visits,
          added.issuedAt,
          added.expiresAt,
        );
      }),

    setCardState: (cardId, from, to) => change('UPDATE access_cards SET state = $3 WHERE id = $1 AND state = $2', cardId, from, to),

    addStaff: (added) =>
      change(
        `INSERT INTO staff (alias, badge_id, name, role, state, expires_at, pin_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
        added.alias,
        added.badgeId,
        added.name,
        added.role,
        added.state,
        added.expiresAt,
        added.pinHash,
      ),

    changeStaff: (alias, { badgeId, state, expiresAt, pinHash }) =>
      change(
        `UPDATE staff SET badge_id = coalesce($2, badge_id), state = coalesce($3, state),
           expires_at = coalesce($4, expires_at), pin_hash = coalesce($5, pin_hash)
         WHERE alias = $1`,
        alias,
        badgeId ?? null,
        state ?? null,
        expiresAt ?? null,
        pinHash ?? null,
      ),

    close,
  };
}

/** One statement for any number of rows, in their order; nothing for none. */
function* askOfEach(rows: readonly (readonly SqlValue[])[], statement: (places: string) => string): Asking<readonly unknown[]> {
  if (rows.length === 0) return [];
  let place = 0;
  const places = rows.map((row) => `(${row.map(() => `$${(place += 1)}`).join(', ')})`).join(', ');
  return (yield* ask(statement(places), ...rows.flat())).rows;
}
