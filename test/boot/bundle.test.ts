import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFiles, computePlan, headPlan, loginPlan, readySeconds, runtimeFolder } from '../../lib/boot';
import { computeOptions, headOptions, loginOptions, SLURM } from './samples';

const { fabric: _, ...GPU_OPTIONS } = { ...computeOptions('apt'), partition: 'gpu' };
const PLANS = { compute: computePlan(computeOptions('apt')), gpu: computePlan(GPU_OPTIONS) };

const files = bundleFiles({
  head: headPlan(headOptions('apt')),
  login: loginPlan(loginOptions('apt')),
  compute: PLANS,
  slurm: SLURM,
});
const paths = files.map((file) => file.path);
const text = (path: string): string => files.find((file) => file.path === path)?.text ?? '';

test('a bundle holds a boot script for each role and partition, the settings of Slurm, and the programs', () => {
  expect(paths.filter((path) => !path.startsWith('terrane_node/'))).toEqual([
    'bin/terrane-health',
    'bin/terrane-hostfile',
    'bin/terrane-node',
    'bin/terrane-prolog',
    'bin/terrane-resume',
    'bin/terrane-resume-fail',
    'bin/terrane-slurm-config',
    'bin/terrane-suspend',
    'boot/compute-compute.sh',
    'boot/compute-gpu.sh',
    'boot/head.sh',
    'boot/login.sh',
    'selftest/ring.c',
    'slurm/cgroup.conf',
    'slurm/gres.conf',
    'slurm/slurm.conf',
  ]);
});

test('the programs of the package come as they are, without tests and compiled files', () => {
  const runtime = files.filter((file) => file.runtime !== undefined);
  expect(runtime.map((file) => file.path)).toEqual(
    expect.arrayContaining(['terrane_node/__main__.py', 'selftest/ring.c']),
  );
  for (const file of runtime) {
    expect(existsSync(join(runtimeFolder(), file.runtime as string))).toBe(true);
    expect(file.path).not.toMatch(/test_|\/tests\/|__pycache__|\.pyc$/);
  }
});

test('every program of Slurm that slurm.conf names is in the bundle', () => {
  const named = [...text('slurm/slurm.conf').matchAll(/=\/opt\/terrane\/(\S+)/g)].map((match) => match[1] as string);
  expect(named.sort()).toEqual([
    'bin/terrane-health',
    'bin/terrane-prolog',
    'bin/terrane-resume',
    'bin/terrane-resume-fail',
    'bin/terrane-suspend',
  ]);
  expect(paths).toEqual(expect.arrayContaining(named));
});

test('Slurm gives the nodes of a partition the time that their boot may take', () => {
  const patience = (partition: string): unknown =>
    new RegExp(`^PartitionName=${partition} .* ResumeTimeout=(\\d+) `, 'm').exec(text('slurm/slurm.conf'))?.[1];
  expect(patience('compute')).toBe(String(readySeconds(PLANS.compute)));
  expect(patience('gpu')).toBe(String(readySeconds(PLANS.gpu)));
  expect(patience('gpu')).not.toBe(patience('compute'));
  expect(text('slurm/slurm.conf')).toContain(`\nResumeTimeout=${readySeconds(PLANS.compute)}\n`);
});

test('what a partition says of its time is not overruled', () => {
  const [compute] = SLURM.partitions;
  if (compute === undefined) throw new Error('no partition');
  const slurm = { ...SLURM, partitions: [{ ...compute, resumeTimeoutSeconds: 1800 }] };
  const conf = bundleFiles({ head: headPlan(headOptions('apt')), compute: PLANS, slurm }).find(
    (file) => file.path === 'slurm/slurm.conf',
  );
  expect(conf?.text).toContain(' ResumeTimeout=1800 ');
});

test('a partition comes back to its own script at every start of its machines', () => {
  expect(text('boot/compute-gpu.sh')).toContain('ExecStart=/bin/bash /opt/terrane/boot/compute-gpu.sh --phase scratch');
});

test('files are in one order on every machine', () => {
  expect(paths).toEqual([...paths].sort());
});

test('programs are executable and text ends with a line break', () => {
  for (const file of files.filter((each) => each.path.startsWith('bin/'))) {
    expect(file.executable).toBe(true);
    expect(file.text?.endsWith('\n')).toBe(true);
  }
});
