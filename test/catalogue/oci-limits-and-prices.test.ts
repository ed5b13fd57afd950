import { awsCatalogue, ociCatalogue, quotaOf } from '../../lib/catalogue';

test('a limit is found by its id, with its unit and source', () => {
  expect(ociCatalogue.limit('oci.instance.metadata')).toMatchObject({
    value: 32000,
    unit: expect.stringMatching(/^bytes\b/),
    source: expect.stringContaining('oracle/terraform-provider-oci'),
  });
  expect(ociCatalogue.limit('oci.tags').value).toEqual({ perResource: 10, key: 100, value: 256 });
  expect(ociCatalogue.limit('oci.dns.label').value).toBe(15);
  expect(ociCatalogue.limit('oci.nsg.rules').value).toBe(120);
  expect(ociCatalogue.limit('oci.blockVolume.size').value).toEqual({ min: 50, max: 32768 });
});

test('an unknown limit is refused, with the nearest name, and a cloud does not know the limits of the other', () => {
  expect(() => ociCatalogue.limit('oci.nsg.rule')).toThrow(
    "No limit 'oci.nsg.rule' is known. Did you mean 'oci.nsg.rules'?",
  );
  expect(() => ociCatalogue.limit('aws.ec2.userData')).toThrow(RangeError);
  expect(() => awsCatalogue.limit('oci.nsg.rules')).toThrow(RangeError);
});

test('what was not read is not a limit', () => {
  expect(() => ociCatalogue.limit('oci.queue.message')).toThrow(RangeError);
});

test('a price is the same in all commercial Regions, and not known elsewhere', () => {
  expect(ociCatalogue.price('oci.block.storage', 'eu-frankfurt-1')).toBe(0.0255);
  expect(ociCatalogue.price('oci.block.vpu', 'ap-tokyo-1')).toBe(0.0017);
  expect(ociCatalogue.price('oci.fss.storage', 'us-ashburn-1')).toBe(0.3);
  expect(ociCatalogue.price('oci.block.storage', 'us-gov-ashburn-1')).toBeUndefined();
  expect(ociCatalogue.price('oci.nothing', 'us-ashburn-1')).toBeUndefined();
});

test('what is free of charge costs zero, which is not the same as not known', () => {
  expect(ociCatalogue.price('oci.natGateway', 'us-ashburn-1')).toBe(0);
  expect(ociCatalogue.price('oci.vault.softwareKey', 'us-ashburn-1')).toBe(0);
});

test.each([
  ['VM.Standard.E5.Flex.4.48', 'standard-e5-core-count'],
  ['VM.Standard.E6.Flex.4.44', 'standard-e6-core-count'],
  ['VM.Standard.E3.Flex.4.64', 'standard-e3-core-ad-count'],
  ['VM.Standard.A1.Flex.4.24', 'standard-a1-core-count'],
  ['VM.Standard.A4.Flex.4.28', 'standard-a4-core-count'],
  ['VM.DenseIO.E5.Flex.8.96', 'dense-io-e5-core-count'],
  ['BM.Standard.B1.44', 'standard-b1-core-count'],
  ['BM.HPC2.36', 'hpc2-core-count'],
  ['VM.GPU2.1', 'gpu2-count'],
  ['VM.GPU.A10.1', 'gpu-a10-count'],
  ['BM.GPU.MI300X.8', 'gpu-mi300x-count'],
  ['BM.HPC.E5.144', undefined],
])('%s counts against %s', (machine, limit) => {
  expect(ociCatalogue.machine(machine)?.quota).toBe(limit);
});

test('a service limit is a quota with a default: that of a tenancy that pays as it goes', () => {
  expect(quotaOf('standard-e5-core-count')).toEqual({
    code: 'standard-e5-core-count',
    name: 'OCPUs of VM.Standard.E5 and BM.Standard.E5 in an availability domain',
    defaultValue: 6,
  });
  expect(quotaOf('gpu-a10-count')).toMatchObject({
    name: expect.stringMatching(/^GPUs of VM\.GPU\.A10/),
    defaultValue: 0,
  });
  expect(quotaOf('gpu-h200-count').defaultValue).toBeUndefined();
  expect(() => quotaOf('standard-e9-core-count')).toThrow(RangeError);
});
