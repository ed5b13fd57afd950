import { awsCatalogue, declareStreamingWorkers, ociCatalogue, TerraneError } from '../../../lib';
import { BAD_FLEETS, type BadFleet } from './bad-declarations';

function errorOf({ given, props, on }: BadFleet): TerraneError {
  const place = on === 'oci' ? { catalogue: ociCatalogue, region: 'eu-frankfurt-1' } : { catalogue: awsCatalogue };
  try {
    declareStreamingWorkers(props, { path: 'Noise/Ta', ...place });
  } catch (error) {
    if (error instanceof TerraneError) return error;
    throw error;
  }
  throw new Error(`${given}: a blueprint came of it`);
}

test.each(BAD_FLEETS.map((bad) => [bad.given, bad] as const))('%s is refused', (_given, bad) => {
  const error = errorOf(bad);
  expect(error.codes).toContain(bad.code);
  const lines = error.message.split('\n').filter((each) => each.startsWith(`[${bad.code}] Noise/Ta`));
  expect(lines.join('\n')).toContain(bad.says);
});

test('there are at least fifty of them, of at least thirty codes', () => {
  expect(BAD_FLEETS.length).toBeGreaterThanOrEqual(50);
  expect(new Set(BAD_FLEETS.map((bad) => bad.code)).size).toBeGreaterThanOrEqual(30);
});
