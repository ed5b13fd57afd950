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
    ...withInput(
      'put /etc/systemd/system/slurmctld.service.d/terrane.conf 0644 root:root',
      `[Unit]\nRequiresMountsFor=${state}\n`,
    ),
    'systemctl daemon-reload',
    'systemctl enable munge slurmctld',
    'systemctl restart munge slurmctld',
    'slurm_answers 40',
  ],
  helpers: ['put', 'slurm_answers'],
});

export const slurmClient: StepRenderer<'slurmClient'> = ({ waitSeconds }) => ({
  lines: [INSTALL, 'systemctl enable munge', 'systemctl restart munge', `slurm_answers ${waitSeconds}`],
  helpers: ['slurm_answers'],
});

export const slurmNode: StepRenderer<'slurmNode'> = ({ head }, around) => {
  const options = `--conf-server ${head}:6817 -N $name -b`;
  return {
    lines: [
      'install -d -o slurm -g slurm -m 0755 /var/log/slurm',
      'install -d -m 0755 /var/lib/slurm/slurmd',
      'name=$("$NODE" node-name)',
      `echo "SLURMD_OPTIONS=\\"${options}\\"" > ${FAMILIES[around.packages].defaults}/slurmd`,
      'systemctl enable munge slurmd',
      'systemctl restart munge',
      // A head that is just restarting answers within moments.
      'retry 5 5 systemctl restart slurmd',
    ],
    helpers: ['retry'],
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

export const fabric: StepRenderer<'fabric'> = ({ interfaces }) => ({
  lines: [
    `fabric ${interfaces}`,
    ...withInput('put /etc/sysctl.d/90-terrane-fabric.conf 0644 root:root', FABRIC_SETTINGS),
    'sysctl --quiet --load /etc/sysctl.d/90-terrane-fabric.conf',
    ...withInput('put /etc/modules-load.d/terrane-fabric.conf 0644 root:root', 'efa\n'),
  ],
  helpers: ['fabric', 'put'],
});
