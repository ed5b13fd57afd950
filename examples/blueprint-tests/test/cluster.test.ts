import { expect, test } from '@jest/globals';
import { canReach, egress, exposure } from 'terrane/testing';
import { declare } from '../cluster';
import 'terrane/testing/jest';

const { app, cluster } = declare();

test('the cluster is what was reviewed', () => {
  expect(cluster).toMatchSnapshot();
});

test('nothing in it is doubtful', () => {
  expect(cluster).toHaveNoFindings();
});

test('an hour costs less than 15 dollars with all nodes, and less than one while nobody works', () => {
  expect(cluster).toCostLessThan({ usdPerHour: 15 });
  expect(cluster).toCostLessThan({ usdPerHour: 1, at: 'no nodes' });
  expect(cluster).not.toCostLessThan({ usdPerHour: 1, at: { compute: 8, explore: 0 } });
});

test('the internet reaches nothing', () => {
  expect(cluster).toHaveNoPublicIngress();
  expect(exposure(cluster)).toEqual([]);
});

test('nor does it by what the app opens beside the declaration', () => {
  expect(app.synth().directory).toHaveNoPublicIngress();
});

test('nodes mount the home directories and reach the scheduler, and nobody enters them by SSH', () => {
  expect(cluster).toReach({ from: 'nodes', to: 'home', port: 2049 });
  expect(cluster).toReach({ from: 'nodes', to: 'head', port: 6817 });
  expect(cluster).not.toReach({ from: 'head', to: 'nodes', port: 22 });
  expect(canReach(cluster, 'internet', 'head', 22)).toBe(false);
});

test('machines go out by HTTP and HTTPS alone', () => {
  expect([...new Set(egress(cluster).map(({ ports }) => ports?.first))].sort()).toEqual([443, 80]);
});

test('home, job records and results stay when the stack is deleted', () => {
  expect(cluster).toKeepData({ including: ['home', 'state', 'results'] });
});

test('the machine that fits was chosen, and eight of it at most', () => {
  expect(cluster).toMatchBlueprint({
    parts: { 'compute-fleet': { maxCount: 8, machine: expect.objectContaining({ cores: 16 }) } },
    grants: ['head-identity may launch machines of compute-fleet'],
  });
});
