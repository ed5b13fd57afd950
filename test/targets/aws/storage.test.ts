import type { FileSystemPart, Part } from '../../../lib/blueprint';
import { ref } from '../../../lib/blueprint';
import { parameterTier } from '../../../lib/targets/aws/documents';
import { awsImage } from '../../../lib/targets/aws/images';
import { lustreDeployment, mountTargetSubnets, transitionsOf } from '../../../lib/targets/aws/storage';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const SCRATCH = SAMPLE.parts.find((part) => part.id === 'scratch') as FileSystemPart;

test('Lustre without a throughput is scratch, encrypted with a key of the service', () => {
  expect(lustreDeployment(SCRATCH)).toEqual({ deploymentType: 'SCRATCH_2', takesKey: false });
});

test('Lustre with a throughput is persistent, and backed up when it is retained', () => {
  expect(lustreDeployment({ ...SCRATCH, throughputPerTiB: 250, retain: true })).toEqual({
    deploymentType: 'PERSISTENT_2',
    perUnitStorageThroughput: 250,
    automaticBackupRetentionDays: 7,
    takesKey: true,
  });
});

test('a managed NFS file system has one mount target a zone', () => {
  const more: Part[] = [
    { kind: 'subnet', id: 'same-zone', network: 'network', zone: 0, reach: 'nat' },
    { kind: 'subnet', id: 'other-zone', network: 'network', zone: 1, reach: 'nat' },
  ];
  const blueprint = sampleBlueprint({ parts: [...SAMPLE.parts, ...more] });
  const home = { ...blueprint.partOf('fileSystem', 'home'), subnets: ['nodes-1', 'same-zone', 'other-zone'] };
  expect(mountTargetSubnets(home, blueprint).map((subnet) => subnet.id)).toEqual(['nodes-1', 'other-zone']);
});

test('objects change class in the order of their age', () => {
  expect(
    transitionsOf({ infrequentAccessAfterDays: 30, archiveAfterDays: 180, abortIncompleteUploadsAfterDays: 7 }),
  ).toEqual([
    { storageClass: 'STANDARD_IA', days: 30 },
    { storageClass: 'GLACIER', days: 180 },
  ]);
});

test('a short document fits the free tier', () => {
  expect(parameterTier('x'.repeat(4096))).toBe('Standard');
});

test('a document whose values may take it over 4 KB goes to the paid tier', () => {
  expect(parameterTier({ join: ['x'.repeat(4000), ref('munge', 'id')] })).toBe('Advanced');
});

test('a document over 8 KB is refused', () => {
  expect(() => parameterTier('x'.repeat(8193))).toThrow('at most 8192');
});

test('a document is measured in bytes, not characters', () => {
  expect(parameterTier('é'.repeat(2049))).toBe('Advanced');
});

test('images are found by architecture', () => {
  const image = { distribution: 'debian-13', packages: 'apt' } as const;
  expect(awsImage(image, 'arm64').parameter).toBe('/aws/service/debian/release/13/latest/arm64');
});
