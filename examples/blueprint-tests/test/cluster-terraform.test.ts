import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { declare as declareOnCdk } from '../cluster';
import { declare } from '../cluster-terraform';
import 'terrane/testing/jest';

const { app, cluster } = declare(mkdtempSync(join(tmpdir(), 'ocean-')));

test('with Terraform it is the same cluster', () => {
  expect(cluster).toMatchBlueprint(declareOnCdk().cluster);
});

test('what was synthesised is closed to the internet and keeps its data', () => {
  app.synth();
  expect(app.outdir).toHaveNoPublicIngress();
  expect(app.outdir).toKeepData({ including: ['home', 'state', 'results'] });
  expect(app.outdir).toReach({ from: 'nodes', to: 'home', port: 2049 });
});
