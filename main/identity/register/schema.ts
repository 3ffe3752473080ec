/**
 * The register's tables. A new version is a new entry at the end; an entry that was ever used is never changed.
 * The words are those that SQLite and PostgreSQL share, but for three (`postgresMigrations`).
 */
export const registerMigrations: readonly string[] = [
  `
  CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    nhs_number_index TEXT NOT NULL UNIQUE,
    nhs_number_sealed BLOB NOT NULL,
    birth_date_index TEXT NOT NULL,
    initials TEXT NOT NULL,
    year_of_birth TEXT NOT NULL,
    pin_hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE cards (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN ('issued', 'blocked', 'replaced')),
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX cards_of_person ON cards (person_id);
  CREATE UNIQUE INDEX one_card_in_use ON cards (person_id) WHERE state = 'issued';

  CREATE TABLE staff (
    alias TEXT NOT NULL PRIMARY KEY,
    badge_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('helper', 'service')),
    state TEXT NOT NULL CHECK (state IN ('active', 'stopped')),
    expires_at INTEGER NOT NULL,
    pin_hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE tries (
    guard TEXT NOT NULL PRIMARY KEY,
    wrong INTEGER NOT NULL,
    last_at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE INDEX tries_by_age ON tries (last_at);

  CREATE TABLE budgets (
    name TEXT NOT NULL PRIMARY KEY,
    empty_at INTEGER NOT NULL
  ) STRICT;
  `,
  // Under a new name: a kiosk of an earlier version, for which every card opens many visits, finds none.
  `
  CREATE TABLE access_cards (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    visits TEXT NOT NULL CHECK (visits IN ('many', 'one')),
    state TEXT NOT NULL CHECK (state IN ('issued', 'blocked', 'replaced', 'used')),
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CHECK (state <> 'used' OR visits = 'one')
  ) STRICT;
  INSERT INTO access_cards (id, person_id, visits, state, issued_at, expires_at)
    SELECT id, person_id, 'many', state, issued_at, expires_at FROM cards;
  DROP TABLE cards;
  CREATE INDEX access_cards_of_person ON access_cards (person_id);
  CREATE UNIQUE INDEX one_access_card_in_use ON access_cards (person_id, visits) WHERE state = 'issued';
  `,
];

/** PostgreSQL's columns are strict by themselves, and its INTEGER holds no milliseconds since 1970. */
export const postgresMigrations: readonly string[] = registerMigrations.map((migration) =>
  migration.replaceAll(') STRICT;', ');').replaceAll(' BLOB ', ' BYTEA ').replaceAll(' INTEGER ', ' BIGINT '),
);
