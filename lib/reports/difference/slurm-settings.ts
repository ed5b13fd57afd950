import type { BundlePart } from '../../blueprint';
import { type Meaning, meaning, type Rule } from './meaning';

/** https://slurm.schedmd.com/scontrol.html, reconfigure: of these the daemons hear when they are started. */
const AT_START = new Set(
  'AuthType BackupController ClusterName CryptoType InteractiveStepOptions JobAcctGatherType MpiDefault PluginDir ProctrackType SchedulerType SelectType SelectTypeParameters SlurmctldHost SlurmctldPidFile SlurmctldPort SlurmdPidFile SlurmdPort SlurmdSpoolDir SlurmUser SrunPortRange StateSaveLocation SwitchType TaskPlugin TopologyPlugin TreeWidth'
    .toLowerCase()
    .split(' '),
);

/** What other lines of slurm.conf mean; nodes and partitions are said with their fleets. */
export const slurmSettings: Rule<BundlePart> = ({ from, to }): Meaning => {
  const [was, is] = [settings(from), settings(to)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  const late = names.filter((name) => AT_START.has(name.toLowerCase()));
  if (late.length > 0)
    return meaning(
      'head-restart',
      `${late.join(', ')}: the scheduler hears of it when it is started, nodes when they come. Jobs that run go on.`,
      'On the head: sudo systemctl restart slurmctld; then drain the nodes that run.',
    );
  const what = names.length === 0 ? 'Nodes or partitions are others' : names.join(', ');
  return meaning('in-place', `${what}: the head tells Slurm within a minute, jobs go on.`);
};

function settings(text: unknown): Map<string, string> {
  const lines = typeof text === 'string' ? text.split('\n') : [];
  return new Map(
    lines
      .filter((line) => /^[A-Za-z]+=/.test(line) && !/^(NodeName|NodeSet|PartitionName)=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line] as const),
  );
}
