/** What a site takes of the SMART Health Cards and Links that people bring along. */
import * as v from 'valibot';
import { issuerAddress } from '../identity/health-card/issuer-directory.ts';

const issuerMust = 'must be an https address without a password, a query or a "/" at its end';
const words = (longest: number) => {
  const must = `must be words of 1 to ${longest} characters`;
  return v.pipe(v.string(must), v.trim(), v.minLength(1, must), v.maxLength(longest, must));
};
const path = v.pipe(v.string('must be the path of a file or folder'), v.regex(/^[^\0]+$/, 'must be the path of a file or folder'));
const wholeHours = 'must be a whole number of hours from 1 to 168';
const hours = 'must be a number of hours from 1 to 168';
const linkPlaceMust = 'must be an https address of at most 84 characters, without a password, a query, a fragment or a slash at its end';

const issuer = v.strictObject(
  {
    /** To the character as its cards have it. */
    iss: v.pipe(
      v.string(issuerMust),
      v.check((text) => v.is(issuerAddress, text) && new URL(text).username === '' && new URL(text).password === '', issuerMust),
    ),
    /** As people read it; without one they read the address. */
    name: v.optional(words(100)),
  },
  'must be { iss, name }',
);

const makeLinks = v.strictObject(
  {
    /** https; with an id of 43 characters behind it an address has at most 128 (SMART Health Links). */
    url: v.pipe(
      v.string(linkPlaceMust),
      v.maxLength(84, linkPlaceMust),
      v.check((text) => {
        const url = URL.parse(text);
        return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && url.search === '' && url.hash === '' && !text.endsWith('/');
      }, linkPlaceMust),
    ),
    /** A file that holds a bearer token; read at every start, never written. */
    tokenPath: v.optional(path),
    /** A code works this long. */
    hours: v.optional(v.pipe(v.number(wholeHours), v.integer(wholeHours), v.minValue(1, wholeHours), v.maxValue(168, wholeHours)), 24),
  },
  'must be { url, tokenPath, hours }',
);

export const broughtSetting = v.strictObject(
  {
    /** A directory of issuers with their keys and revocation lists, as the trust network gives it, or a folder of such files. */
    issuersPath: v.optional(path),
    /** Issuers that are asked for their keys and lists themselves; nobody else ever is. */
    issuers: v.optional(
      v.pipe(
        v.array(issuer, 'must be a list of { iss, name }'),
        v.maxLength(50, 'must hold at most 50 issuers'),
        v.check((list) => new Set(list.map(({ iss }) => iss)).size === list.length, 'must name each issuer once'),
      ),
      [],
    ),
    /** How often files are read and issuers are asked again. */
    issuersHours: v.optional(v.pipe(v.number(hours), v.minValue(1, hours), v.maxValue(168, hours)), 24),
    /** Hosts that links may lead to: a name for port 443, `name:port` for another. */
    linkHosts: v.optional(v.array(words(260), 'must be a list of host names'), []),
    /** Where encrypted summaries are left for a code on the slip; without it nobody is offered one. */
    makeLinks: v.optional(makeLinks),
  },
  'must be { issuersPath, issuers, issuersHours, linkHosts, makeLinks }',
);

/** As a site file has it. */
export type BroughtSetting = v.InferInput<typeof broughtSetting>;
