import { awsCatalogue } from '../../lib/catalogue';
import { didYouMean } from '../../lib/errors';

const ALL = awsCatalogue.names().map((name) => {
  const facts = awsCatalogue.machine(name);
  if (facts === undefined) throw new Error(`${name} is listed but not known`);
  return facts;
});

describe('machines', () => {
  test('c5.9xlarge has 18 cores, 36 vCPUs and 72 GiB', () => {
    expect(awsCatalogue.machine('c5.9xlarge')).toEqual({
      name: 'c5.9xlarge',
      arch: 'x86_64',
      cores: 18,
      vcpus: 36,
      threadsPerCore: 2,
      memoryMiB: 72 * 1024,
      networkGbps: 12,
      fabricInterfaces: 0,
      networkCards: 1,
      localStorageGB: 0,
      bareMetal: false,
      burstable: false,
      clusterPlacement: true,
      spot: true,
      quota: 'L-1216C47A',
      spotQuota: 'L-34B43A08',
    });
  });

  test('p5.48xlarge has 8 GPUs of 80 GiB, 32 fabric interfaces and 32 network cards', () => {
    expect(awsCatalogue.machine('p5.48xlarge')).toMatchObject({
      gpus: { count: 8, name: 'H100', memoryMiB: 80 * 1024 },
      fabricInterfaces: 32,
      networkCards: 32,
      networkGbps: 3200,
    });
  });

  test('the name of a GPU may hold spaces', () => {
    expect(awsCatalogue.machine('g4ad.xlarge')?.gpus).toEqual({ count: 1, name: 'Radeon Pro V520', memoryMiB: 8192 });
  });

  test('Gaudi and Trainium are accelerators, not GPUs', () => {
    for (const name of ['dl1.24xlarge', 'trn1.32xlarge']) {
      expect(awsCatalogue.machine(name)).toMatchObject({ accelerators: { memoryMiB: 32768 } });
      expect(awsCatalogue.machine(name)).not.toHaveProperty('gpus');
    }
  });

  test('cores that no source states are derived where that is certain', () => {
    expect(awsCatalogue.machine('p3.16xlarge')).toMatchObject({ cores: 32, vcpus: 64, threadsPerCore: 2 });
  });

  test('a name that is not known has no facts', () => {
    expect(awsCatalogue.machine('c5.9xlarg')).toBeUndefined();
    expect(awsCatalogue.machine('constructor')).toBeUndefined();
  });

  test('the names serve to correct a misspelt one', () => {
    expect(didYouMean('c5.9xlarg', awsCatalogue.names())).toBe(" Did you mean 'c5.9xlarge'?");
  });

  test('names are sorted and unique', () => {
    const names = awsCatalogue.names();
    expect(names).toHaveLength(1214);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('every type has whole positive cores, as many vCPUs as threads, and memory', () => {
    const odd = ALL.filter(
      ({ cores, vcpus, threadsPerCore, memoryMiB }) =>
        !(Number.isInteger(cores) && cores > 0 && cores * threadsPerCore === vcpus && memoryMiB > 0),
    );
    expect(odd).toEqual([]);
  });

  test('no figure of any type is NaN', () => {
    const numbers = (value: unknown): number[] =>
      typeof value === 'number'
        ? [value]
        : Object.values(value as object).flatMap((v) =>
            v === true || v === false || typeof v === 'string' ? [] : numbers(v),
          );
    expect(ALL.filter((facts) => numbers(facts).some(Number.isNaN))).toEqual([]);
  });

  test('the facts that are handed out cannot be changed', () => {
    const facts = awsCatalogue.machine('c5.9xlarge');
    expect(() => Object.assign(facts ?? {}, { cores: 1 })).toThrow(TypeError);
  });
});

describe('prices of machines', () => {
  test('c5.9xlarge costs 1.53 USD an hour in us-east-1, and less as spot', () => {
    expect(awsCatalogue.onDemand('c5.9xlarge', 'us-east-1')).toBe(1.53);
    expect(awsCatalogue.spot('c5.9xlarge', 'us-east-1')).toBe(0.6426);
  });

  test('a Region without a price has none, never that of another', () => {
    expect(awsCatalogue.onDemand('hpc6a.48xlarge', 'us-east-1')).toBeUndefined();
    expect(awsCatalogue.onDemand('hpc6a.48xlarge', 'us-east-2')).toBe(2.88);
    expect(awsCatalogue.onDemand('c5.9xlarge', 'us-east-2')).toBeUndefined();
    expect(awsCatalogue.onDemand('c5.9xlarge', 'ap-south-1')).toBeUndefined();
    expect(awsCatalogue.spot('c5.9xlarge', 'us-west-2')).toBeUndefined();
    expect(awsCatalogue.onDemand('c5.9xlarg', 'us-east-1')).toBeUndefined();
  });
});

describe('offers', () => {
  test('hpc6a is sold in eu-north-1 but not in us-east-1', () => {
    expect(awsCatalogue.offered('hpc6a.48xlarge', 'eu-north-1')).toBe(true);
    expect(awsCatalogue.offered('hpc6a.48xlarge', 'us-east-1')).toBe(false);
  });

  test('a size may be sold in fewer Regions than its family', () => {
    expect(awsCatalogue.offered('p5.48xlarge', 'eu-north-1')).toBe(true);
    expect(awsCatalogue.offered('p5.4xlarge', 'eu-north-1')).toBe(false);
    expect(awsCatalogue.offered('trn2.48xlarge', 'us-east-2')).toBe(true);
    expect(awsCatalogue.offered('trn2.3xlarge', 'us-east-2')).toBe(false);
  });

  test('nothing is said of a Region, a type or a name that the data do not speak of', () => {
    expect(awsCatalogue.offered('c5.9xlarge', 'ap-south-1')).toBeUndefined();
    expect(awsCatalogue.offered('p3.16xlarge', 'us-east-1')).toBeUndefined();
    expect(awsCatalogue.offered('c5.9xlarg', 'us-east-1')).toBeUndefined();
  });
});

test('five addresses of a subnet are kept by the provider', () => {
  expect(awsCatalogue.reservedAddresses).toBe(5);
});
