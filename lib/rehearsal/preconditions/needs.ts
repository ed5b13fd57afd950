/** A program of the machine, and the package of Debian and Ubuntu that brings it. */
export interface Need {
  readonly command: string;
  readonly package: string;
}

export const NEEDS: readonly Need[] = [
  { command: 'mmdebstrap', package: 'mmdebstrap' },
  { command: 'mksquashfs', package: 'squashfs-tools' },
  { command: 'systemd-nspawn', package: 'systemd-container' },
  { command: 'nft', package: 'nftables' },
  { command: 'dnsmasq', package: 'dnsmasq-base' },
  { command: 'ip', package: 'iproute2' },
  { command: 'nsenter', package: 'util-linux' },
  { command: 'unshare', package: 'util-linux' },
  { command: 'flock', package: 'util-linux' },
  { command: 'losetup', package: 'mount' },
  { command: 'mkfs.ext4', package: 'e2fsprogs' },
  { command: 'mkfs.xfs', package: 'xfsprogs' },
];

/** mmdebstrap checks Debian's signatures by it; Ubuntu has it in a package of its own. */
export const KEYRING = { file: '/usr/share/keyrings/debian-archive-keyring.gpg', package: 'debian-archive-keyring' };

/** The oldest Python that the control plane runs on. */
export const PYTHON: readonly [number, number] = [3, 11];

/** What the kernel must offer, as /proc/filesystems names it. */
export const FILE_SYSTEMS: readonly string[] = ['overlay', 'squashfs', 'ext4'];
