/**
 * An entry that no screen will show, without its content. In many bundles most of the bytes are of such entries: money.
 * They are parsed like all others, but what came of it is let go at once, where a long record would otherwise have its
 * memory moved about for nothing. Whoever asks for the content gets all of it: its piece of the bundle is parsed again.
 */
import type { NotShownReason } from '../patient-record.ts';
import { fields, type Fields } from './json.ts';
import { hiddenBecause } from './visibility.ts';

/** A few entries of a bundle in its bytes, which must not change while they may be asked for. */
export interface Piece {
  /** The elements of the list, parsed again: once, however often it is asked. */
  elements(): readonly unknown[];
}

export class SetAside {
  /** As in the bundle: not yet known to be a string. */
  readonly fullUrl: unknown;
  readonly type: string;
  readonly id: unknown;
  readonly hidden: NotShownReason | null;
  readonly #piece: Piece;
  readonly #place: number;

  constructor(fullUrl: unknown, type: string, resource: Fields, piece: Piece, place: number) {
    this.fullUrl = fullUrl;
    this.type = type;
    this.id = resource['id'];
    this.hidden = hiddenBecause(type, resource);
    this.#piece = piece;
    this.#place = place;
  }

  content(): Fields {
    return fields(fields(this.#piece.elements()[this.#place])?.['resource']) ?? {};
  }
}

/** The entry itself, or what is kept of it where its type `isNotShown`. */
export function kept(entry: unknown, isNotShown: (type: string) => boolean, piece: Piece, place: number): unknown {
  const holder = fields(entry);
  const resource = holder === null ? null : fields(holder['resource']);
  const type = resource === null ? null : resource['resourceType'];
  return holder === null || resource === null || typeof type !== 'string' || !isNotShown(type) ? entry : new SetAside(holder['fullUrl'], type, resource, piece, place);
}
