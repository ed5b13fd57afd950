import type { Source } from '../rule';

/** Read on this day, here or as a copy of the same edition. */
const READ = '2026-11-22';

export const API_BLOCK_DEVICE: Source = {
  title: 'Amazon EC2 API Reference: EbsBlockDevice',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html',
  date: READ,
};
export const API_RUN: Source = {
  title: 'Amazon EC2 API Reference: RunInstances',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
  date: READ,
};

export const EFA: Source = {
  title: 'Amazon EC2 User Guide: Elastic Fabric Adapter',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa.html',
  date: READ,
};

export const EFS: Source = {
  title: 'Amazon EFS User Guide: what it is',
  url: 'https://docs.aws.amazon.com/efs/latest/ug/whatisefs.html',
  date: READ,
};

export const FSX_CLIENT: Source = {
  title: 'FSx for Lustre User Guide: installing the Lustre client',
  url: 'https://docs.aws.amazon.com/fsx/latest/LustreGuide/install-lustre-client.html',
  date: READ,
};

export const DELETE_SUBNET: Source = {
  title: 'Amazon EC2 API Reference: DeleteSubnet',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSubnet.html',
  date: READ,
};

export const LIFECYCLE: Source = {
  title: 'Amazon S3 User Guide: transitioning objects',
  url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html',
  date: READ,
};

export const S3_CP: Source = {
  title: 'AWS CLI Command Reference: s3 cp',
  url: 'https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html',
  date: READ,
};

export const SESSIONS: Source = {
  title: 'AWS Systems Manager User Guide: Session Manager',
  url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html',
  date: READ,
};

export const OCI_IMAGES: Source = {
  title: 'OCI Compute: platform images',
  url: 'https://docs.oracle.com/en-us/iaas/Content/Compute/References/images.htm',
  date: READ,
};

export const RCLONE_S3: Source = {
  title: 'rclone: Amazon S3',
  url: 'https://rclone.org/s3/',
  date: READ,
};

export const POWER_SAVE: Source = {
  title: 'Slurm: Power Saving Guide',
  url: 'https://slurm.schedmd.com/power_save.html',
  date: READ,
};

export const OPEN_MPI: Source = {
  title: 'Open MPI 5.0: scheduling processes across hosts',
  url: 'https://docs.open-mpi.org/en/v5.0.8/launching-apps/scheduling.html',
  date: READ,
};

export const USER_NAMES: Source = {
  title: 'systemd: user and group name syntax',
  url: 'https://systemd.io/USER_NAMES/',
  date: READ,
};

export const DEBIAN_UIDS: Source = {
  title: 'Debian Policy Manual, 9.2.2 UID and GID classes',
  url: 'https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes',
  date: READ,
};

export const DEBIAN_PACKAGES: Source = {
  title: 'Debian Policy Manual, 5.6.1 Source',
  url: 'https://www.debian.org/doc/debian-policy/ch-controlfields.html#source',
  date: READ,
};

export const SSH_KEYGEN: Source = {
  title: 'ssh-keygen(1), OpenSSH',
  url: 'https://man.openbsd.org/ssh-keygen',
  date: READ,
};

export const SSHD: Source = {
  title: 'sshd(8), OpenSSH',
  url: 'https://man.openbsd.org/sshd',
  date: READ,
};

export const EXPORTS: Source = {
  title: 'exports(5), Linux manual pages',
  url: 'https://man7.org/linux/man-pages/man5/exports.5.html',
  date: READ,
};

export const NFS: Source = {
  title: 'nfs(5), Linux manual pages',
  url: 'https://man7.org/linux/man-pages/man5/nfs.5.html',
  date: READ,
};

export const FSTAB: Source = {
  title: 'fstab(5), Linux manual pages',
  url: 'https://man7.org/linux/man-pages/man5/fstab.5.html',
  date: READ,
};

export const HIER: Source = {
  title: 'hier(7), Linux manual pages',
  url: 'https://man7.org/linux/man-pages/man7/hier.7.html',
  date: READ,
};

export const MOUNT: Source = {
  title: 'mount(2), Linux manual pages',
  url: 'https://man7.org/linux/man-pages/man2/mount.2.html',
  date: READ,
};

export const EXECVE: Source = {
  title: 'execve(2), Linux manual pages',
  url: 'https://man7.org/linux/man-pages/man2/execve.2.html',
  date: READ,
};

export const SHA256SUM: Source = {
  title: 'sha256sum(1), Linux manual pages',
  url: 'https://man7.org/linux/man-pages/man1/sha256sum.1.html',
  date: READ,
};

export const EXTRAUSERS: Source = {
  title: 'libnss_extrausers(8), Debian 13',
  url: 'https://manpages.debian.org/trixie/libnss-extrausers/libnss_extrausers.8.en.html',
  date: READ,
};

export const RFC_5322: Source = {
  title: 'RFC 5322, Internet Message Format, 3.4.1',
  url: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1',
  date: READ,
};
