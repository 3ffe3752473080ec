import { expect, test } from 'vitest';
import { cataloguePage } from '../../../main/audit/catalogue-page.ts';

// `vitest run -u` writes it anew.
test('the page of the catalogue is current', async () => {
  await expect(cataloguePage()).toMatchFileSnapshot('../../../main/audit/README.md');
});
