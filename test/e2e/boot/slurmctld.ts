/** What a head's boot prepares for slurmctld, without systemd; the bundle lies in /opt/terrane, FQDN is the head's name. */
export function prepareSlurmctld(fqdn: string): string {
  return `
set -euo pipefail
echo '10.0.0.10 ${fqdn} head' >> /etc/hosts
install -d -o munge -g munge /run/munge
head -c 128 /dev/zero | tr '\\0' k > /etc/munge/munge.key
chown munge:munge /etc/munge/munge.key; chmod 0400 /etc/munge/munge.key
runuser -u munge -- munged
install -d -o slurm -g slurm /var/log/slurm /var/lib/terrane/state/slurmctld
install -o slurm -g slurm /dev/null /var/lib/terrane/state/jobcomp.log
install -d /var/lib/slurm/slurmd /run/slurm
/opt/terrane/bin/terrane-slurm-config
`;
}

export const START_SLURMCTLD = `
runuser -u slurm -- slurmctld -D > /run/slurmctld.out 2>&1 &
for n in $(seq 100); do scontrol ping 2> /dev/null | grep -q 'is UP' && break; sleep 0.1; done
scontrol ping
`;

// A container has no cgroup controllers of its own; an image says so by lines of its own.
export const WITHOUT_CGROUPS = {
  '/etc/terrane/slurm.d/slurm.conf': 'ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\n',
  '/etc/terrane/slurm.d/cgroup.conf': 'CgroupPlugin=disabled\n',
};

// The first start finds no state; there is no mail program; Debian's own plugstack.conf names a folder by a pattern; the
// machine that runs the checks may be busy.
const UNAVOIDABLE =
  'Could not open .* state file|Trying backup state save file|MailProg|glob parsing|plugstack.conf|High latency for 1000 calls';

/** Prints a line COMPLAINT ... for each error that slurmctld has found. */
export const COMPLAINTS = `
grep -E 'error|fatal' /run/slurmctld.out | grep -vE '${UNAVOIDABLE}' | sed 's/^/COMPLAINT /' || true
`;
