import { FAMILIES } from '../families';
import { PATHS } from '../paths';
import { quote, quoteAll, withInput } from '../shell';
import type { StepRenderer } from './fragment';

const INSTALL = `${PATHS.bundle}/bin/terrane-slurm-config`;

export const slurmController: StepRenderer<'slurmController'> = ({ state }) => ({
  lines: [
    'install -d -o slurm -g slurm -m 0755 /var/log/slurm',
    `install -d -o slurm -g slurm -m 0700 ${quote(`${state}/slurmctld`)}`,
    // Slurm appends one line a job; an existing file is left as it is.
    `touch ${quote(`${state}/jobcomp.log`)}`,
    `chown slurm:slurm ${quote(`${state}/jobcomp.log`)}`,
    INSTALL,
    ...withInput('unit_file slurmctld.service.d/terrane.conf', `[Unit]\nRequiresMountsFor=${state}\n`),
    'enable_units munge slurmctld',
    'systemctl restart munge slurmctld',
    'slurm_answers 40',
  ],
  helpers: ['enable_units', 'slurm_answers', 'unit_file'],
});

export const slurmClient: StepRenderer<'slurmClient'> = ({ waitSeconds, conf }) => ({
  lines: [
    ...(conf === undefined ? [INSTALL] : withInput('put /etc/slurm/slurm.conf 0644 root:root', conf)),
    'enable_units munge',
    'systemctl restart munge',
    `slurm_answers ${waitSeconds}`,
  ],
  helpers: ['enable_units', 'slurm_answers', ...(conf === undefined ? [] : (['put'] as const))],
});

export const slurmNode: StepRenderer<'slurmNode'> = ({ head }, around) => {
  const options = `--conf-server ${head}:6817 -N $name -b`;
  return {
    lines: [
      'install -d -o slurm -g slurm -m 0755 /var/log/slurm',
      'install -d -m 0755 /var/lib/slurm/slurmd',
      // The phase that named the machine asked the cloud.
      'read -r name < /etc/hostname',
      `echo "SLURMD_OPTIONS=\\"${options}\\"" > ${FAMILIES[around.packages].defaults}/slurmd`,
      'enable_units munge slurmd',
      'systemctl restart munge',
      `reach ${head} 6817 20`,
      // A head that is just restarting answers within moments.
      'retry 10 2 systemctl restart slurmd',
    ],
    helpers: ['enable_units', 'reach', 'retry'],
  };
};

export const staticNodes: StepRenderer<'staticNodes'> = ({ nodes, count, withinSeconds }) => ({
  lines: ['"$NODE" reconcile', `nodes_ready ${quote(nodes)} ${count} ${withinSeconds}`],
  helpers: ['nodes_ready'],
});

export const selfTest: StepRenderer<'selfTest'> = ({ partition, nodes, ranks }, around) => {
  const folder = FAMILIES[around.packages].mpiFolder;
  return {
    lines: [
      ...(folder === undefined ? [] : [`PATH=${folder}:$PATH`]),
      `ring ${quoteAll([partition, String(nodes), String(ranks)])}`,
    ],
    helpers: ['ring'],
  };
};

const FABRIC_SETTINGS =
  '# Open MPI, libfabric: interfaces for tightly coupled work; memory of ranks on one node is read directly.\nkernel.yama.ptrace_scope = 0\n';

export const fabric: StepRenderer<'fabric'> = ({ interfaces }, around) => ({
  lines: [
    `fabric ${interfaces}`,
    // A kernel without Yama has no such restriction.
    ...withInput('put /etc/sysctl.d/90-terrane-fabric.conf 0644 root:root', FABRIC_SETTINGS),
    'sysctl --quiet --ignore --load /etc/sysctl.d/90-terrane-fabric.conf',
    ...loadAtStart(around.cloud.fabric.modules),
  ],
  helpers: ['fabric', 'put'],
});

function loadAtStart(modules: readonly string[]): string[] {
  if (modules.length === 0) return [];
  return withInput('put /etc/modules-load.d/terrane-fabric.conf 0644 root:root', `${modules.join('\n')}\n`);
}
