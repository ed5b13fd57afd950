import '../../../lib/testing/jest';
import { ReachError } from '../../../lib/reports/reach';
import { block, group, opened, tcp, twoPartitions } from '../../reports/reach';
import { withPart } from '../../rules/changed';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const blueprint = sampleBlueprint();
const web = () => opened([tcp(block('192.0.2.0/24'), group('head'), 443, 'notebooks over TLS')]);

/** What a matcher says when it fails. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

describe('toReach', () => {
  test('holds where all of the one reaches all of the other', () => {
    expect(blueprint).toReach({ from: 'compute', to: 'head', port: 6817 });
    expect({ blueprint }).not.toReach({ from: 'compute', to: 'head', port: 22 });
  });

  test('fails with what is in the way and what is open instead', () => {
    expect(failure(() => expect(blueprint).toReach({ from: 'compute', to: 'head', port: 6818 }))).toBe(
      [
        'expected compute to reach head on tcp 6818 in Stack/Sample, but',
        '  compute-fleet does not reach head-machine: no rule lets compute-fleet send it; no rule lets head-machine receive it',
        'What is open between them:',
        '  compute-fleet to head-machine: tcp 6817 (slurmctld)',
        'Rules follow from what is declared: mount what is to be mounted, name who may enter (openTo, access.sshFrom), or open a port of your own by the construct (connections, securityGroups).',
      ].join('\n'),
    );
  });

  test('its negation fails with what it is for', () => {
    expect(failure(() => expect(blueprint).not.toReach({ from: 'compute', to: 'head', port: 6817 }))).toContain(
      'compute-fleet reaches head-machine: slurmctld',
    );
  });

  test('where some do and some do not, both forms fail', () => {
    const two = sampleBlueprint(twoPartitions());
    const nfs = { from: 'nodes', to: 'home', port: 2049 };
    expect(failure(() => expect(two).toReach(nfs))).toContain('gpu-fleet does not reach home');
    expect(failure(() => expect(two).not.toReach(nfs))).toContain('compute-fleet reaches home: NFS');
  });

  test('a name that is none is an error of its own in both forms', () => {
    expect(() => expect(blueprint).toReach({ from: 'comptue', to: 'head', port: 1 })).toThrow(ReachError);
    expect(() => expect(blueprint).not.toReach({ from: 'comptue', to: 'head', port: 1 })).toThrow(
      "Did you mean 'compute'?",
    );
  });
});

describe('toHaveNoPublicIngress', () => {
  test('holds where nothing, or nothing but what is named, is reached', () => {
    expect(blueprint).toHaveNoPublicIngress();
    for (const except of ['head-machine', 'head-machine:443', 'head-machine:400-500', 'head-machine:443@192.0.2.0/24'])
      expect(web()).toHaveNoPublicIngress({ except: [except] });
    expect(web()).not.toHaveNoPublicIngress();
  });

  test('fails with part, port, block, address, purpose, and how to close or name it', () => {
    expect(failure(() => expect(web()).toHaveNoPublicIngress())).toBe(
      [
        'expected the internet to reach nothing of Stack/Sample, but it reaches',
        '  tcp 443 of head-machine, from 192.0.2.0/24, by one that it is given at launch (notebooks over TLS)',
        "Close it: name the institution's blocks (openTo, access.sshFrom) or leave it out, and enter by the session service. Where it is wanted, name it: except: ['head-machine:443'].",
      ].join('\n'),
    );
  });

  test('an exception for another port or a narrower block is not enough', () => {
    for (const except of ['head-machine:22', 'head-machine:443@192.0.2.0/25'])
      expect(failure(() => expect(web()).toHaveNoPublicIngress({ except: [except] }))).toContain('from 192.0.2.0/24');
  });

  test('its negation fails where nothing is reached', () => {
    expect(failure(() => expect(blueprint).not.toHaveNoPublicIngress())).toContain('but it reaches nothing');
  });

  test('an exception that names nothing, or has no form, is an error', () => {
    const expecting = (except: string) => () => expect(web()).toHaveNoPublicIngress({ except: [except] });
    expect(expecting('head-mashine:443')).toThrow("no part is called 'head-mashine'. Did you mean 'head-machine'?");
    expect(expecting('head-machine:https')).toThrow('Write a part, and where it is meant narrower a port and a block');
    expect(expecting('head-machine:443@campus')).toThrow("given 'head-machine:443@campus'");
  });
});

describe('toHaveNoFindings', () => {
  const facts = { ...SAMPLE.facts, quotaVcpus: 2000 };
  const sound = sampleBlueprint({ ...withPart('budget', 'budget', { usdPerMonth: 9000 }), facts });
  const doubtful = sampleBlueprint({ ...sound.data, facts: SAMPLE.facts });

  test('holds where the rule book finds nothing, or nothing that counts', () => {
    expect(sound).toHaveNoFindings();
    expect(doubtful).not.toHaveNoFindings();
    expect(doubtful).toHaveNoFindings({ level: 'error' });
    expect(doubtful).toHaveNoFindings({ except: ['vcpu-quota-unstated'] });
  });

  test('fails with every finding, and how to accept a warning', () => {
    const words = failure(() => expect(doubtful).toHaveNoFindings()).split('\n');
    expect(words[0]).toBe('expected no findings in Stack/Sample, but found 1:');
    expect(words[1]).toContain('  warning [vcpu-quota-unstated] Stack/Sample: quotaVcpus: up to 1080 vCPUs');
    expect(words.slice(2)).toEqual([
      'Change the declaration as each says.',
      "A warning that is acceptable is acknowledged there: acknowledge: [{ code: 'vcpu-quota-unstated', reason: '...' }].",
    ]);
  });

  test('an acknowledgement that is not needed is found, and not to be acknowledged', () => {
    const unused = sampleBlueprint({ ...sound.data, acknowledged: [{ code: 'nfs-many-readers', reason: 'a test' }] });
    const words = failure(() => expect(unused).toHaveNoFindings());
    expect(words).toContain('[acknowledgement-unused]');
    expect(words).not.toContain('acknowledge: [');
  });

  test('its negation fails where there is none', () => {
    expect(failure(() => expect(sound).not.toHaveNoFindings({ level: 'error' }))).toBe(
      'expected errors in Stack/Sample, but there is none.',
    );
  });

  test('a code that no rule has is an error', () => {
    expect(() => expect(sound).toHaveNoFindings({ except: ['ssh-open-to-everyon' as 'ssh-open-to-everyone'] })).toThrow(
      "except: there is no rule 'ssh-open-to-everyon'. Did you mean 'ssh-open-to-everyone'?",
    );
  });
});

describe('toCostLessThan', () => {
  // 1.728 USD for the head and 1.53 for a node in us-east-1.
  test('holds below, not at the amount', () => {
    expect(blueprint).toCostLessThan({ usdPerHour: 46.1 });
    expect(blueprint).toCostLessThan({ usdPerHour: 1.73, at: 'no nodes' });
    expect(blueprint).toCostLessThan({ usdPerHour: 1.73, at: 'static nodes' });
    expect(blueprint).toCostLessThan({ usdPerHour: 3.26, at: 1 });
    expect(blueprint).not.toCostLessThan({ usdPerHour: 3.258, at: { compute: 1 } });
  });

  test('fails with the amount, the nodes and the list', () => {
    expect(failure(() => expect(blueprint).toCostLessThan({ usdPerHour: 40 }))).toMatch(
      /^expected Stack\/Sample with nodes 29 of compute to cost less than 40\.00 USD an hour, but it costs 46\.10 USD an hour \(list prices of \d{4}-\d\d-\d\d, us-east-1\)\.\nLower the max/,
    );
  });

  test('its negation fails with the same', () => {
    expect(failure(() => expect(blueprint).not.toCostLessThan({ usdPerHour: 50 }))).toContain(
      'not to cost less than 50.00 USD an hour, but it costs 46.10',
    );
  });
});

describe('toKeepData', () => {
  const lost = () => sampleBlueprint(withPart('bucket', 'results', { retain: false }));

  test('holds where volumes, file systems and buckets stay; scratch may go', () => {
    expect(blueprint).toKeepData();
    expect(blueprint).toKeepData({ including: ['home', 'state', 'results'] });
    expect(lost()).not.toKeepData();
    expect(lost()).toKeepData({ except: ['results'] });
  });

  test('fails with what goes, what stays, and what to change', () => {
    expect(failure(() => expect(lost()).toKeepData())).toBe(
      [
        'expected the data of Stack/Sample to outlive the stack, but',
        "  the bucket 'results' (results of sample) of Stack/Sample goes with the stack, and what is in it",
        "What stays: the volume 'state' (state of sample), the file system 'home' (/home of sample).",
        "Leave retain out of the declaration, or give true; where it is meant to go, name it: except: ['...'].",
      ].join('\n'),
    );
  });

  test('fails where what must be there is not', () => {
    expect(failure(() => expect(blueprint).toKeepData({ including: ['result'] }))).toContain(
      "nothing that is called 'result' holds data. Did you mean 'results'?",
    );
  });

  test('its negation fails with what stays', () => {
    expect(failure(() => expect(blueprint).not.toKeepData())).toContain("all of it stays: the volume 'state'");
  });

  test('a persistent Lustre file system is no scratch', () => {
    const persistent = withPart('fileSystem', 'scratch', { throughputPerTiB: 125 });
    expect(sampleBlueprint(persistent)).not.toKeepData();
  });

  test('an exception that names nothing is an error', () => {
    expect(() => expect(blueprint).toKeepData({ except: ['result'] })).toThrow("Did you mean 'results'?");
  });
});

describe('toMatchBlueprint', () => {
  test('holds where all of the pattern is there; a machine is its name', () => {
    expect(blueprint).toMatchBlueprint({
      provider: 'aws',
      name: expect.stringMatching(/^sam/),
      facts: { archetype: 'HpcCluster', partitions: [{ name: 'compute', max: 29 }] },
      parts: { 'head-machine': { machine: 'c5d.9xlarge', publicAddress: false }, login: null },
      flows: ['compute sends tcp 6817 to head (slurmctld)'],
      grants: ['head-identity may read and write results'],
      tags: { project: 'sample' },
    });
  });

  test('fails with every place, what was expected and what is there', () => {
    const pattern = {
      facts: { partitions: [{ max: 30 }] },
      parts: { 'head-machine': { machine: 'c5.large' }, 'compute-flet': {}, home: null },
      flows: ['compute sends tcp 6817 to heads (slurmctld)'],
    };
    expect(
      failure(() => expect(blueprint).toMatchBlueprint(pattern))
        .split('\n')
        .slice(0, 6),
    ).toEqual([
      'expected Stack/Sample to match the pattern, but',
      '  facts.partitions[0].max: expected 30, found 29',
      "  parts.head-machine.machine: expected 'c5.large', found 'c5d.9xlarge'",
      expect.stringContaining("  parts.compute-flet is not there. Did you mean 'compute-fleet'?"),
      '  parts.home is there, expected none',
      "  flows: 'compute sends tcp 6817 to heads (slurmctld)' is not there. Did you mean 'compute sends tcp 6817 to head (slurmctld)'?",
    ]);
  });

  test('its negation fails where all of it is there', () => {
    expect(failure(() => expect(blueprint).not.toMatchBlueprint({ provider: 'aws' }))).toContain('all of it is there');
  });

  test('a field that blueprints have not is an error', () => {
    expect(() => expect(blueprint).toMatchBlueprint({ part: {} } as object)).toThrow(
      "a blueprint has no 'part'. Did you mean 'parts'?",
    );
  });

  test('another declaration means the same, wherever it is', () => {
    const elsewhere = sampleBlueprint({ path: 'Other/Place', parts: [...SAMPLE.parts].reverse() });
    expect(blueprint).toMatchBlueprint({ blueprint: elsewhere });
    const more = sampleBlueprint({ tags: { project: 'other' } });
    expect(
      failure(() => expect(blueprint).toMatchBlueprint(more))
        .split('\n')
        .slice(0, 3),
    ).toEqual([
      'expected Stack/Sample (+) to mean the same as Blueprint (-), but',
      '  - project other',
      '  + project sample',
    ]);
  });
});
