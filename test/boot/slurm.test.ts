import {
  cgroupConf,
  DENIED_SLURM_SETTINGS,
  deniedSettings,
  gresConf,
  nodeRange,
  realMemoryMiB,
  type SlurmSettings,
  slurmClientConf,
  slurmConf,
} from '../../lib/boot';
import { COMPUTE, GPU, SLURM } from './samples';

const lines = (settings: SlurmSettings): string[] => slurmConf(settings).split('\n');
const value = (settings: SlurmSettings, name: string): string[] =>
  lines(settings)
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1));

test('the head is found by its full name and knows itself by its first label', () => {
  expect(value(SLURM, 'SlurmctldHost')).toEqual(['head(head.ocean.terrane.internal)']);
});

test('nodes are cloud nodes with the physical cores and threads that the partition asks for', () => {
  expect(lines(SLURM)).toContain(
    'NodeName=compute-[1-29] CPUs=18 Sockets=1 CoresPerSocket=18 ThreadsPerCore=1 RealMemory=70041 Weight=1 Feature=c5.9xlarge,on-demand State=CLOUD',
  );
  expect(lines(SLURM)).toContain(
    'NodeName=gpu-[1-2] CPUs=48 Sockets=1 CoresPerSocket=24 ThreadsPerCore=2 RealMemory=186777 Weight=1 Gres=gpu:a10g:4 State=CLOUD',
  );
});

test('a job that asks for no memory gets the share of its cores', () => {
  expect(lines(SLURM)).toContain(
    'PartitionName=compute Nodes=compute-[1-29] Default=YES MaxTime=UNLIMITED DefMemPerCPU=3891 PriorityTier=1 OverSubscribe=NO SuspendTime=600 State=UP',
  );
});

test('Slurm waits for each partition as long as it says, and srun as long as for the slowest', () => {
  const patient = { ...SLURM, partitions: [COMPUTE, { ...GPU, resumeTimeoutSeconds: 3000 }] };
  expect(lines(patient).find((line) => line.startsWith('PartitionName=gpu'))).toMatch(/ ResumeTimeout=3000 /);
  expect(lines(patient).find((line) => line.startsWith('PartitionName=compute'))).not.toContain('ResumeTimeout');
  expect(value(patient, 'ResumeTimeout')).toEqual(['3000']);
  expect(value({ ...SLURM, partitions: [{ ...GPU, resumeTimeoutSeconds: 5 }] }, 'ResumeTimeout')).toEqual(['1200']);
});

test('a time limit is rounded up to whole minutes, and whole nodes are given where they are asked for', () => {
  expect(lines(SLURM)).toContain(
    'PartitionName=gpu Nodes=gpu-[1-2] Default=NO MaxTime=1441 DefMemPerCPU=3891 PriorityTier=5 OverSubscribe=EXCLUSIVE SuspendTime=600 State=UP',
  );
});

test('Slurm gets 95 per cent of the memory of the machine type', () => {
  expect(realMemoryMiB(COMPUTE)).toBe(Math.floor(73_728 * 0.95));
});

test('static nodes are never suspended, and without any there is no such line', () => {
  const two = { ...SLURM, partitions: [COMPUTE, { ...GPU, min: 1 }] };
  expect(value(two, 'SuspendExcNodes')).toEqual(['compute-[1-4],gpu-1']);
  expect(value({ ...SLURM, partitions: [GPU] }, 'SuspendExcNodes')).toEqual([]);
});

test.each([
  [1, 29, 'compute-[1-29]'],
  [1, 1, 'compute-1'],
  [1, 0, ''],
])('nodes %d to %d are written as %s', (first, last, expected) => {
  expect(nodeRange('compute', first, last)).toBe(expected);
});

test('jobs wait for nodes by a program of the library, where nodes are launched for jobs', () => {
  expect(value(SLURM, 'PrologSlurmctld')).toEqual(['/opt/terrane/bin/terrane-prolog']);
  expect(value({ ...SLURM, partitions: [{ ...COMPUTE, min: 29 }] }, 'PrologSlurmctld')).toEqual([]);
});

test('GPUs are declared only where machines have some', () => {
  expect(value(SLURM, 'GresTypes')).toEqual(['gpu']);
  expect(value({ ...SLURM, partitions: [COMPUTE] }, 'GresTypes')).toEqual([]);
  expect(gresConf(SLURM.partitions)).toContain('NodeName=gpu-[1-2] Name=gpu Type=a10g File=/dev/nvidia[0-3]\n');
  expect(gresConf([{ ...GPU, gpus: { count: 1, type: 't4' } }])).toContain('File=/dev/nvidia0\n');
});

test('jobs are confined to their cores, memory and devices', () => {
  expect(cgroupConf()).toContain('ConstrainCores=yes\nConstrainRAMSpace=yes\nConstrainDevices=yes\n');
});

test('what Slurm 22.05 still needs is left out for later versions, which refuse it', () => {
  expect(value({ ...SLURM, version: '22.05' }, 'PrivateData')).toEqual(['cloud']);
  expect(value({ ...SLURM, version: '23.11' }, 'CommunicationParameters')).toEqual([]);
});

describe('further settings', () => {
  const withExtra = (extra: { [name: string]: string }): SlurmSettings => ({ ...SLURM, extra });

  test('replace a default, whatever the case of the name', () => {
    expect(value(withExtra({ messagetimeout: '60' }), 'MessageTimeout')).toEqual(['60']);
  });

  test('are added to a list', () => {
    const given = 'cloud_reg_addrs,enable_configless';
    expect(value(withExtra({ SlurmctldParameters: given }), 'SlurmctldParameters')).toEqual([
      'idle_on_node_suspend,power_save_interval=1,cloud_reg_addrs,enable_configless',
    ]);
  });

  test('replace an option of a list: of one that is given twice Slurm would take the first', () => {
    expect(value(withExtra({ SlurmctldParameters: 'power_save_interval=5' }), 'SlurmctldParameters')).toEqual([
      'enable_configless,idle_on_node_suspend,power_save_interval=5',
    ]);
  });

  test('come before the nodes, sorted, so that the order of declaration does not matter', () => {
    const one = slurmConf(withExtra({ SchedulerType: 'sched/builtin', KillWait: '60' }));
    expect(one).toBe(slurmConf(withExtra({ KillWait: '60', SchedulerType: 'sched/builtin' })));
    expect(one).toContain('KillWait=60\nSchedulerType=sched/builtin\nNodeName=');
  });
});

describe('settings that the construct owns', () => {
  test('are denied with their reason, in any case of letters', () => {
    expect(deniedSettings({ resumeprogram: '/bin/true', KillWait: '60', CLUSTERNAME: 'x' })).toEqual([
      { name: 'resumeprogram', reason: DENIED_SLURM_SETTINGS['ResumeProgram'] },
      { name: 'CLUSTERNAME', reason: DENIED_SLURM_SETTINGS['ClusterName'] },
    ]);
  });

  // What the library writes, a declaration may replace or not: nothing is left to chance.
  const REPLACEABLE = [
    'HealthCheckInterval',
    'HealthCheckNodeState',
    'MessageTimeout',
    'MpiDefault',
    'PrologSlurmctld',
    'PropagateResourceLimitsExcept',
    'ResumeRate',
    'SchedulerParameters',
    'SlurmctldParameters',
    'SlurmdParameters',
    'SlurmdTimeout',
    'SuspendRate',
    'UnkillableStepTimeout',
  ];

  test('are all that is written, but for those that a declaration may replace', () => {
    const written = lines(SLURM).flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
    const open = [...new Set(written)].filter((name) => deniedSettings({ [name]: 'x' }).length === 0);
    expect(open.sort()).toEqual(REPLACEABLE);
  });

  test.each([
    ['KillWait', '60\nSlurmUser=root'],
    ['KillWait', '60 # more'],
    ['Kill Wait', '60'],
    ['KillWait=60 X', '1'],
  ])('cannot be smuggled in by %j=%j', (name, given) => {
    expect(deniedSettings({ [name]: given })).toHaveLength(1);
  });
});

test('commands beside a cluster are told whom to ask, and nothing of nodes, partitions and programs of the head', () => {
  expect(slurmClientConf({ cluster: 'modi', head: 'head.modi.terrane.internal' }).split('\n')).toEqual([
    '# slurm.conf for commands on a machine beside the cluster modi, written by terrane.',
    'ClusterName=modi',
    'SlurmctldHost=head(head.modi.terrane.internal)',
    'SlurmUser=slurm',
    'AuthType=auth/munge',
    'MessageTimeout=30',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core_Memory',
    '',
  ]);
});
