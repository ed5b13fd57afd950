import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { Size } from '../../lib';
import { HpcCluster } from '../../lib/targets/aws-cdk';
import { toUpdateWithout } from '../../lib/testing/matchers/to-update-without';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function cluster(homeGiB: number, cidr = '10.0.0.0/16'): { readonly folder: string; readonly construct: HpcCluster } {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-matcher-'));
  made.push(folder);
  const construct = new HpcCluster(new Stack(new App({ outdir: folder }), 'Geo'), 'Cluster', {
    head: { machine: 'm7i.large' },
    partitions: { work: { machine: 'c7i.large', max: 2 } },
    home: { size: Size.gibibytes(homeGiB) },
    network: { cidr },
    quotaVcpus: 64,
  });
  return { folder, construct };
}

const deployed = cluster(100);
const grown = cluster(200);
const shrunk = cluster(50);

test('a change that keeps data passes, from constructs as from folders', () => {
  expect(toUpdateWithout({ from: deployed.construct, to: grown.construct }, 'data-loss').pass).toBe(true);
  expect(toUpdateWithout({ from: deployed.folder, to: grown.folder }, 'in-place').pass).toBe(false);
});

test('one that loses data does not, and says which, why, and what to do', () => {
  const { pass, message } = toUpdateWithout({ from: deployed.construct, to: shrunk.construct }, 'data-loss');
  expect(pass).toBe(false);
  expect(message()).toMatch(
    /data-loss {2}Geo\/Cluster: volume home .*sizeGiB: 100 -> 50\n {4}A volume cannot shrink.*\n {4}What to do: /s,
  );
});

test('one that the engine refuses does not, whatever it would have done', () => {
  const moved = cluster(100, '10.1.0.0/16');
  const { pass, message } = toUpdateWithout({ from: deployed.construct, to: moved.construct }, 'data-loss');
  expect(pass).toBe(false);
  expect(message()).toMatch(/CloudFormation refuses ClusterNetwork\w+ \(InternetGatewayId \(\w+ still has it\)\)\./);
});

test('the message of the negated form says what was harshest', () => {
  const { message } = toUpdateWithout({ from: deployed.construct, to: grown.construct }, 'data-loss');
  expect(message()).toContain('the harshest is in-place');
});

test('it is a matcher as jest has them', () => {
  expect.extend({ toUpdateWithout });
  const update = { from: deployed.folder, to: shrunk.folder };
  expect(() =>
    (expect(update) as unknown as { toUpdateWithout(verdict: string): void }).toUpdateWithout('data-loss'),
  ).toThrow('A volume cannot shrink');
});

test('a word that is no verdict, and a thing that is not synthesised, are mistakes of the caller', () => {
  expect(() => toUpdateWithout({ from: 'a', to: 'b' }, 'loss' as 'data-loss')).toThrow('no-op, in-place');
  expect(() => toUpdateWithout({ from: '/nowhere', to: deployed.folder }, 'data-loss')).toThrow(
    '/nowhere is not there',
  );
  expect(() => toUpdateWithout({ from: { node: { root: {} } }, to: deployed.folder }, 'data-loss')).toThrow(
    'in no app',
  );
});
