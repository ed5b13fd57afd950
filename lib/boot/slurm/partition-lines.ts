import { cpusOf, nodeRange, realMemoryMiB, type SlurmPartition, type SlurmSettings } from './settings';

/** NodeName and PartitionName lines. */
export function partitionLines(settings: SlurmSettings): string[] {
  return [...settings.partitions.map(nodeLine), ...settings.partitions.map(partitionLine)];
}

// With Sockets, CoresPerSocket and ThreadsPerCore: of CPUs alone Slurm would make as many one-core sockets, and two jobs
// could get the two threads of one core.
function nodeLine(partition: SlurmPartition): string {
  const sockets = partition.sockets ?? 1;
  return words([
    ['NodeName', nodeRange(partition.name, 1, partition.max)],
    ['CPUs', cpusOf(partition)],
    ['Sockets', sockets],
    ['CoresPerSocket', partition.cores / sockets],
    ['ThreadsPerCore', partition.threadsPerCore],
    ['RealMemory', realMemoryMiB(partition)],
    ['Weight', partition.weight ?? 1],
    ['Feature', partition.features.join(',')],
    ['Gres', partition.gpus === undefined ? '' : `gpu:${partition.gpus.type}:${partition.gpus.count}`],
    ['State', 'CLOUD'],
  ]);
}

function partitionLine(partition: SlurmPartition): string {
  return words([
    ['PartitionName', partition.name],
    ['Nodes', nodeRange(partition.name, 1, partition.max)],
    ['Default', partition.isDefault ? 'YES' : 'NO'],
    ['MaxTime', partition.timeLimitSeconds === undefined ? 'UNLIMITED' : Math.ceil(partition.timeLimitSeconds / 60)],
    // A job that does not say how much memory it needs gets its share of the node, not all of it.
    ['DefMemPerCPU', Math.floor(realMemoryMiB(partition) / cpusOf(partition))],
    ['PriorityTier', partition.priorityTier ?? 1],
    ['OverSubscribe', partition.exclusive === true ? 'EXCLUSIVE' : 'NO'],
    // Both by partition since Slurm 21.08.
    ['SuspendTime', partition.suspendTimeSeconds],
    ['ResumeTimeout', partition.resumeTimeoutSeconds ?? ''],
    ['State', 'UP'],
  ]);
}

function words(pairs: readonly (readonly [string, string | number])[]): string {
  return pairs
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
