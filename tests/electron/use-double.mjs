/** `node --import`: whoever imports `electron` gets the double, as the built shell does in `electron-bundle.spec.ts`. */
import { registerHooks } from 'node:module';

const double = new URL('./electron-on-double.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context)),
});
