import { awsCatalogue, declareNotebookGateway, TerraneError } from '../../../lib';
import { BAD_GATEWAYS, type BadGateway, GOOD } from './bad-declarations';

function errorOf({ given, props }: BadGateway): TerraneError {
  try {
    declareNotebookGateway(props, { path: 'Physics/Hub', catalogue: awsCatalogue, region: 'us-east-1' });
  } catch (error) {
    if (error instanceof TerraneError) return error;
    throw error;
  }
  throw new Error(`${given}: a blueprint came of it`);
}

test('the declaration that each of them changes has nothing wrong', () => {
  expect(declareNotebookGateway(GOOD, { path: 'Physics/Hub', catalogue: awsCatalogue }).warnings).toEqual([]);
});

test.each(BAD_GATEWAYS.map((bad) => [bad.given, bad] as const))('%s is refused', (_given, bad) => {
  const error = errorOf(bad);
  expect(error.codes).toContain(bad.code);
  const lines = error.message.split('\n').filter((each) => each.startsWith(`[${bad.code}] Physics/Hub`));
  expect(lines.join('\n')).toContain(bad.says);
});

test('what was given as a secret is in no message', () => {
  for (const bad of BAD_GATEWAYS.filter(({ code }) => code === 'secret-literal'))
    expect(errorOf(bad).message).not.toMatch(/s3cret-of-the-client|BEGIN PRIVATE/);
});

test('there are at least forty of them, of at least thirty codes', () => {
  expect(BAD_GATEWAYS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(BAD_GATEWAYS.map((bad) => bad.code)).size).toBeGreaterThanOrEqual(30);
});
