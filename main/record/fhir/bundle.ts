/**
 * A Bundle indexed once: references are resolved exactly, or not at all.
 * FHIR R4 2.36.4 (Resolving references in Bundles): the fullUrl, then the base of the referring entry with the
 * relative reference; then, because real records need it, a `Type/id` that only one entry has.
 */
import type { NotShownReason } from '../patient-record.ts';
import { fields, list, type Fields } from './json.ts';
import { SetAside } from './set-aside.ts';
import { hiddenBecause } from './visibility.ts';

export interface Entry {
  /** Its place in the bundle. */
  readonly place: number;
  readonly fullUrl: string | null;
  readonly type: string;
  readonly resource: Fields;
  /** Why it may not be shown, from its own status and labels. */
  readonly hidden: NotShownReason | null;
}

/** What a reference leads to. `contained` has no entry of its own. */
export type Target =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'contained'; readonly type: string; readonly resource: Fields };

type Found = Entry | 'several';

/** An entry of the list, whole or set aside. */
class Listed implements Entry {
  readonly place: number;
  readonly fullUrl: string | null;
  readonly type: string;
  /** Its `id`, where it is a string. */
  readonly id: string | null;
  readonly hidden: NotShownReason | null;
  readonly shelf: Shelf;
  #resource: Fields | null;
  readonly #aside: SetAside | null;

  constructor(place: number, url: unknown, shelf: Shelf, id: unknown, hidden: NotShownReason | null, resource: Fields | null, aside: SetAside | null) {
    this.place = place;
    this.fullUrl = typeof url === 'string' && url !== '' ? url : null;
    this.shelf = shelf;
    this.type = shelf.type;
    this.id = typeof id === 'string' ? id : null;
    this.hidden = hidden;
    this.#resource = resource;
    this.#aside = aside;
  }

  get resource(): Fields {
    this.#resource ??= this.#aside?.content() ?? {};
    return this.#resource;
  }
}

/** All entries of one type. */
class Shelf {
  /** The one string that all of them share: the same words read again and again are other strings. */
  readonly type: string;
  readonly entries: Entry[] = [];
  readonly byId = new Map<string, Found>();

  constructor(type: string) {
    this.type = type;
  }
}

export class RecordBundle {
  /** All of `Bundle.entry`, also what is not understood. */
  readonly size: number;
  readonly entries: readonly Entry[];
  /** Entries that are no resource at all. */
  readonly broken: number;
  /** Repeats of an entry, word for word. */
  readonly duplicates: ReadonlySet<Entry>;
  readonly resource: Fields;
  readonly #byUrl = new Map<string, Found>();
  readonly #shelves = new Map<string, Shelf>();
  /** Where every entry comes from the same server, or from none, and no two share an id, a reference leads to the same place from anywhere. */
  readonly #oneBase: boolean;
  #sharedIds = false;
  readonly #found = new Map<string, Entry | null>();

  constructor(bundle: Fields) {
    this.resource = bundle;
    const source = list(bundle['entry']);
    const entries: Entry[] = [];
    const duplicates = new Set<Entry>();
    const bases = new Set<string | null>();
    let base: string | null = null;
    let broken = 0;
    for (let place = 0; place < source.length; place += 1) {
      const entry = this.#listed(source[place], place);
      if (entry === null) {
        broken += 1;
        continue;
      }
      entries.push(entry);
      entry.shelf.entries.push(entry);
      if (entry.fullUrl !== null && !entry.fullUrl.startsWith('urn:') && !isUnder(base, entry.fullUrl, entry.type, entry.id)) {
        base = serviceBase(entry.fullUrl, entry.type, entry.id);
        bases.add(base);
      }
      if (this.#file(entry)) duplicates.add(entry);
    }
    this.size = source.length;
    this.entries = entries;
    this.broken = broken;
    this.duplicates = duplicates;
    this.#oneBase = bases.size <= 1 && !this.#sharedIds;
  }

  /** Null where it is no resource at all. */
  #listed(value: unknown, place: number): Listed | null {
    if (value instanceof SetAside) return new Listed(place, value.fullUrl, this.#shelfOf(value.type), value.id, value.hidden, null, value);
    const holder = fields(value);
    const resource = holder === null ? null : fields(holder['resource']);
    const type = resource === null ? null : resource['resourceType'];
    if (holder === null || resource === null || typeof type !== 'string') return null;
    const shelf = this.#shelfOf(type);
    return new Listed(place, holder['fullUrl'], shelf, resource['id'], hiddenBecause(shelf.type, resource), resource, null);
  }

  #shelfOf(type: string): Shelf {
    let shelf = this.#shelves.get(type);
    if (shelf === undefined) {
      shelf = new Shelf(type);
      this.#shelves.set(type, shelf);
    }
    return shelf;
  }

  /** In the order of the bundle. */
  ofType(type: string): readonly Entry[] {
    return this.#shelves.get(type)?.entries ?? [];
  }

  /** True when the very same entry was filed before. */
  #file(entry: Listed): boolean {
    const { fullUrl, id } = entry;
    const ids = entry.shelf.byId;
    const sameUrl = fullUrl === null ? undefined : this.#byUrl.get(fullUrl);
    const sameId = id === null ? undefined : ids.get(id);
    const earlier = sameUrl ?? sameId;
    if (earlier !== undefined && earlier !== 'several' && sameJson(earlier.resource, entry.resource, 0)) return true;
    if (fullUrl !== null) this.#byUrl.set(fullUrl, sameUrl === undefined ? entry : 'several');
    if (id !== null) ids.set(id, sameId === undefined ? entry : 'several');
    if (sameId !== undefined) this.#sharedIds = true;
    return false;
  }

  /** Whether references to this entry lead nowhere because another has the same id. */
  isShared(entry: Entry): boolean {
    const id = entry.resource['id'];
    return typeof id === 'string' && this.#shelves.get(entry.type)?.byId.get(id) === 'several';
  }

  /** `from` is the resource that holds the reference (for contained resources), `base` the entry that it came in. */
  resolve(reference: unknown, from: Fields, base: Entry | null): Target | null {
    const url = referenceUrl(reference);
    if (url === null) return null;
    if (url.startsWith('#')) return containedIn(from, url.slice(1)) ?? (base === null ? null : containedIn(base.resource, url.slice(1)));
    const entry = this.find(url, base);
    return entry === null ? null : { kind: 'entry', entry };
  }

  find(reference: string, base: Entry | null): Entry | null {
    if (!this.#oneBase) return this.#look(reference, base);
    let entry = this.#found.get(reference);
    if (entry === undefined) {
      entry = this.#look(reference, base);
      this.#found.set(reference, entry);
    }
    return entry;
  }

  #look(reference: string, base: Entry | null): Entry | null {
    const exact = this.#byUrl.get(reference);
    if (exact !== undefined) return exact === 'several' ? null : exact;
    const version = reference.indexOf('/_history/');
    const url = version === -1 ? reference : reference.slice(0, version);
    if (version !== -1) {
      const current = this.#byUrl.get(url);
      if (current !== undefined) return current === 'several' ? null : current;
    }
    if (!url.includes(':')) {
      const id = base?.resource['id'];
      const root = base?.fullUrl == null || typeof id !== 'string' ? null : serviceBase(base.fullUrl, base.type, id);
      const sibling = root === null ? undefined : this.#byUrl.get(root + url);
      if (sibling !== undefined) return sibling === 'several' ? null : sibling;
      return this.#ofTypeAndId(url, 0);
    }
    return this.#findElsewhere(url);
  }

  /** The only entry with this `Type/id`. */
  #ofTypeAndId(url: string, from: number): Entry | null {
    const slash = url.indexOf('/', from);
    if (slash === -1) return null;
    const unique = this.#shelves.get(url.slice(from, slash))?.byId.get(url.slice(slash + 1));
    return unique === undefined || unique === 'several' ? null : unique;
  }

  /** A full address that no entry has: the entry of that type and id, if it has no address of its own that says otherwise. */
  #findElsewhere(url: string): Entry | null {
    const id = url.lastIndexOf('/');
    const type = id <= 0 ? -1 : url.lastIndexOf('/', id - 1);
    if (type === -1) return null;
    const unique = this.#ofTypeAndId(url, type + 1);
    if (unique === null) return null;
    return unique.fullUrl === null || unique.fullUrl.startsWith('urn:') ? unique : null;
  }
}

function referenceUrl(reference: unknown): string | null {
  if (typeof reference === 'string') return reference;
  const url = fields(reference)?.['reference'];
  return typeof url === 'string' && url !== '' ? url : null;
}

function containedIn(resource: Fields, id: string): Target | null {
  if (id === '') return null;
  for (const one of list(resource['contained'])) {
    const inner = fields(one);
    const own = inner?.['id'];
    // STU3 senders write the id of a contained resource with and without its hash.
    if (inner !== null && typeof own === 'string' && (own === id || own === `#${id}`) && typeof inner['resourceType'] === 'string') {
      return { kind: 'contained', type: inner['resourceType'], resource: inner };
    }
  }
  return null;
}

/** `https://server/fhir/` of `https://server/fhir/Observation/1`. */
function serviceBase(fullUrl: string, type: string, id: string | null): string | null {
  if (id === null) return null;
  const tail = `${type}/${id}`;
  return fullUrl.endsWith(`/${tail}`) ? fullUrl.slice(0, -tail.length) : null;
}

/** Whether this is the base of that address, without taking the address apart. */
function isUnder(base: string | null, fullUrl: string, type: string, id: string | null): boolean {
  if (base === null || id === null || fullUrl.length !== base.length + type.length + 1 + id.length) return false;
  return fullUrl.startsWith(base) && fullUrl.startsWith(type, base.length) && fullUrl.endsWith(id) && fullUrl.charCodeAt(base.length + type.length) === 47;
}

const deepest = 40;

/** Deeper than any record goes, two things count as different: both are then shown. */
export function sameJson(one: unknown, other: unknown, depth: number): boolean {
  if (one === other) return true;
  if (depth > deepest || typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  const left = one as Fields;
  const right = other as Fields;
  return keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key], depth + 1));
}
