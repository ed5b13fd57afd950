import { nodeRange, type SlurmPartition } from './settings';

/**
 * cgroup.conf: a job sees its own cores, memory and GPUs. The cgroup version is found out on each node.
 * Manual: https://slurm.schedmd.com/cgroup.conf.html
 */
export function cgroupConf(): string {
  return [
    '# cgroup.conf, written by terrane',
    'ConstrainCores=yes',
    'ConstrainRAMSpace=yes',
    'ConstrainDevices=yes',
    '',
  ].join('\n');
}

/** gres.conf: the device files of each partition's GPUs; without GPUs only a comment. Manual: https://slurm.schedmd.com/gres.conf.html */
export function gresConf(partitions: readonly SlurmPartition[]): string {
  const lines = partitions.flatMap(({ name, max, gpus }) => {
    if (gpus === undefined) return [];
    const files = gpus.count === 1 ? '/dev/nvidia0' : `/dev/nvidia[0-${gpus.count - 1}]`;
    return [`NodeName=${nodeRange(name, 1, max)} Name=gpu Type=${gpus.type} File=${files}`];
  });
  return ['# gres.conf, written by terrane', ...lines, ''].join('\n');
}
