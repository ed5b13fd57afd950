import {
  bundleFiles,
  computePlan,
  headPlan,
  readySeconds,
  renderScript,
  type SlurmSettings,
  slurmConf,
} from '../../../lib/boot';
import { COMPUTE, computeOptions, GPU, headOptions, SLURM } from '../../boot/samples';
import { debian13Root, inDebian13 } from '../support/debian13';
import { COMPLAINTS, prepareSlurmctld, START_SLURMCTLD, WITHOUT_CGROUPS } from './slurmctld';

const BUILD_MILLISECONDS = 600_000;

beforeAll(() => {
  debian13Root();
}, BUILD_MILLISECONDS);

/** The bundle where the stub would unpack it, with `node` for the program that talks to the cloud. */
function unpacked(slurm: SlurmSettings, node: string): { [path: string]: string } {
  const bundle = bundleFiles({
    head: headPlan(headOptions('apt')),
    compute: { compute: computePlan(computeOptions('apt')) },
    slurm,
  });
  const texts = bundle.flatMap(({ path, text }) =>
    text === undefined ? [] : [[`/opt/terrane/${path}`, text] as const],
  );
  return { ...Object.fromEntries(texts), '/opt/terrane/bin/terrane-node': `#!/bin/bash\n${node}\n` };
}

const PREPARE = prepareSlurmctld('head.ocean.terrane.internal');

test('slurmctld starts with the rendered settings and complains of none of them', () => {
  const script = `${PREPARE}${START_SLURMCTLD}
${COMPLAINTS}
scontrol show config
sinfo --noheader --format '%P %D %l %T %N'
scontrol show partition compute | grep -o 'ResumeTimeout=[^ ]*' | sed 's/^/COMPUTE /'
scontrol show node compute-29; scontrol show node gpu-1; scontrol show partition gpu`;
  const slurm = { ...SLURM, partitions: [COMPUTE, { ...GPU, resumeTimeoutSeconds: 1234 }] };
  const { status, output } = inDebian13(script, { files: unpacked(slurm, 'true') });
  expect(status).toBe(0);
  expect(output).toContain('Slurmctld(primary) at head is UP');
  expect(output.match(/COMPLAINT.*/g) ?? []).toEqual([]);
  expect(output).toMatch(/SuspendExcNodes\s+= compute-\[1-4\]/);
  expect(output).toMatch(/ResumeProgram\s+= \/opt\/terrane\/bin\/terrane-resume\n/);
  expect(output).toContain('compute* 29 infinite idle~ compute-[1-29]');
  expect(output).toContain('gpu 2 1-00:01:00 idle~ gpu-[1-2]');
  expect(output).toMatch(/NodeName=compute-29[\s\S]*CPUTot=18[\s\S]*RealMemory=70041/);
  expect(output).toMatch(/NodeName=gpu-1[\s\S]*Gres=gpu:a10g:4/);
  expect(output).toMatch(/PartitionName=gpu[\s\S]*OverSubscribe=EXCLUSIVE[\s\S]*SuspendTime=600/);
  expect(output).toMatch(/PartitionName=gpu[\s\S]*ResumeTimeout=1234 /);
  const patience = String(readySeconds(computePlan(computeOptions('apt'))));
  expect(output).toMatch(new RegExp(`\\nResumeTimeout\\s+= ${patience} sec\\n`));
  expect(output).toContain(`COMPUTE ResumeTimeout=${patience}\n`);
});

test('slurmctld refuses a setting that does not exist', () => {
  const files = unpacked({ ...SLURM, extra: { SuspendTimme: '5' } }, 'true');
  const { status, output } = inDebian13(`${PREPARE}runuser -u slurm -- slurmctld -D`, { files });
  expect(status).not.toBe(0);
  expect(output).toContain('SuspendTimme');
});

test('slurmd tells the cores and memory of this machine in the words of the rendered node lines', () => {
  const { status, output } = inDebian13('slurmd -C');
  expect(status).toBe(0);
  const known = (line: string): string[] => [...line.matchAll(/(\w+)=/g)].map((match) => match[1] as string);
  const told = known(output);
  const nodeLine = slurmConf(SLURM)
    .split('\n')
    .find((line) => line.startsWith('NodeName=')) as string;
  const shared = ['NodeName', 'CPUs', 'CoresPerSocket', 'ThreadsPerCore', 'RealMemory'];
  expect(known(nodeLine)).toEqual(expect.arrayContaining(shared));
  expect(told).toEqual(expect.arrayContaining(shared));
});

test('slurmd gets its configuration from the head by the address that the machine was told, without DNS', () => {
  const told = `case $1 in head-address) echo 10.0.0.10 ;; node-name) echo compute-1 ;; esac`;
  const plan = computePlan(computeOptions('apt'));
  const identity = renderScript({ ...plan, phases: plan.phases.slice(0, 1) });
  const script = `${PREPARE}${START_SLURMCTLD}
sed -i '/head.ocean/d' /etc/hosts
echo "BEFORE $(getent hosts head.ocean.terrane.internal || echo unknown)"
bash /opt/identity.sh --phase identity
echo "AFTER $(getent hosts head.ocean.terrane.internal)"
slurmd -D --conf-server head.ocean.terrane.internal:6817 -N compute-1 -b > /run/slurmd.out 2>&1 &
for n in $(seq 100); do grep -q 'slurmd version .* started' /run/slurmd.out && break; sleep 0.1; done
grep -h ClusterName /run/slurm/conf/slurm.conf; grep 'started on' /run/slurmd.out || cat /run/slurmd.out`;
  const files = { ...unpacked(SLURM, told), ...WITHOUT_CGROUPS, '/opt/identity.sh': identity };
  const { output } = inDebian13(script, { files });
  expect(output).toContain('BEFORE unknown\n');
  expect(output).toMatch(/AFTER 10\.0\.0\.10 +head\.ocean\.terrane\.internal head\n/);
  expect(output).toContain('ClusterName=ocean\n');
});

// By itself Slurm looks every 30 s whether the nodes of a job have booted; the srun of a job that waits asks after 0.1, 1.1,
// 2.6, 4.6 and 7.1 s.
test('a job wakes a node by the resume program, runs on it, and leaves a record on the state volume', () => {
  const node = `echo "$@" >> /run/calls
case $1 in resume) touch /run/resumed ;; esac`;
  const script = `${PREPARE}${START_SLURMCTLD}
export HOSTFILE=/opt/terrane/bin/terrane-hostfile
install -d -o slurm /var/lib/terrane/documents-slurm
touch /run/calls; chown slurm /run/calls; install -d -m 1777 /run/shm; chmod 1777 /run
( until [ -e /run/resumed ]; do sleep 0.1; done
  scontrol update nodename=compute-1 nodeaddr=10.0.0.10 nodehostname=compute-1
  # The options that the boot writes to /etc/default/slurmd.
  exec slurmd -D --conf-server head.ocean.terrane.internal:6817 -N compute-1 -b > /run/slurmd.out 2>&1 ) &
began=$SECONDS
timeout 40 srun --nodes 1 --ntasks 2 --mpi=none sh -c 'echo "job on $SLURMD_NODENAME"; [ $SLURM_PROCID = 1 ] || { sleep 1; $HOSTFILE; $HOSTFILE --addresses; }' || { tail -n 20 /run/slurmctld.out /run/slurmd.out; exit 1; }
echo "SECONDS $((SECONDS - began))"
sleep 2
echo CALLS; cat /run/calls
echo RECORDS; cat /var/lib/terrane/state/jobcomp.log`;
  const slurm = { ...SLURM, partitions: [{ ...COMPUTE, min: 0, max: 1 }] };
  const files = { ...unpacked(slurm, node), ...WITHOUT_CGROUPS };
  const { status, output } = inDebian13(script, { files, timeoutSeconds: 90 });
  expect(output).toContain('job on compute-1\njob on compute-1\n');
  expect(output).toContain('compute-1 slots=2\n10.0.0.10 slots=2\n');
  expect(Number(/SECONDS (\d+)/.exec(output)?.[1])).toBeLessThan(15);
  expect(output).toMatch(/CALLS\n(health\n)?resume compute-1\n/);
  expect(output).toMatch(/RECORDS\nJobId=1 [^\n]*NodeList=compute-1 /);
  expect(status).toBe(0);
});
