import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { screenNames, viewSchema } from '../../../preload/contract.ts';
import { inLanguage } from '../../e2e/gallery/languages.ts';
import { recordScreens } from '../../e2e/gallery/record-screens.ts';
import { gallery } from '../../e2e/gallery/views.ts';

describe('the gallery', () => {
  it('has every screen', () => {
    expect(new Set(Object.values(gallery).map((view) => view.screen))).toEqual(new Set(screenNames));
  });
  it.each(Object.entries(gallery))('%s satisfies the contract', (_, view) => {
    for (const language of ['en', 'ur', 'pl'] as const) {
      const checked = v.safeParse(viewSchema, inLanguage(view, language));
      expect(checked.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
    }
  });
  it.each(['en', 'ur', 'ar'] as const)('has records that were read, in %s', (language) => {
    for (const [name, view] of Object.entries(recordScreens(language))) {
      const checked = v.safeParse(viewSchema, view);
      expect(checked.issues?.map((issue) => `${name} ${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
    }
  });
});
