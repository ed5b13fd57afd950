#!/bin/bash
# finish.sh ROOT: makes a rehearsal guest of a Debian 13 root folder that has packages.txt and, copied over it, files/.
set -euo pipefail
root=${1:?usage: finish.sh ROOT}

in_root() {
  chroot "$root" "$@"
}

# Who the machine is comes from the cloud.
rm -f "$root/usr/sbin/policy-rc.d" "$root/etc/hostname" "$root/var/lib/dbus/machine-id" "$root"/etc/ssh/ssh_host_*
: > "$root/etc/machine-id"
rm -f "$root/etc/resolv.conf"
: > "$root/etc/resolv.conf"
: > "$root/etc/fstab"
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/var/log/*.log "$root"/var/log/apt
# Made at installation; each cluster has its own.
rm -f "$root/etc/munge/munge.key"

# Packages and checkouts keep neither modes nor links: the files that were copied get theirs here.
here=$(cd "$(dirname "$0")" && pwd)
(cd "$here/files" && find . -type d -print0) | (cd "$root" && xargs -0 chmod 0755)
(cd "$here/files" && find . -type f -print0) | (cd "$root" && xargs -0 chmod 0644)
chmod 0755 "$root"/usr/local/sbin/{lsblk,mdadm,modprobe,rdma} "$root"/usr/lib/rehearsal/{disks,packages} "$root/usr/sbin/mount.nfs"
ln -sf mount.nfs "$root/usr/sbin/mount.nfs4"
ln -sf mount.nfs "$root/usr/sbin/mount.lustre"
for program in apt apt-get dnf; do ln -sf /usr/lib/rehearsal/packages "$root/usr/local/sbin/$program"; done

# Interfaces are configured from outside before the machine starts: nothing asks for leases.
rm -f "$root/usr/sbin/dhcpcd" "$root/usr/sbin/dhclient"

# cloud-init knows the cloud by the DMI table; a container has no table of its own, and a host's lies in a file.
python3 - "$root/usr/lib/python3/dist-packages/cloudinit/dmi.py" << 'PYTHON'
import re
import sys

file = sys.argv[1]
table = """        import json

        with open("/usr/lib/rehearsal/firmware.json", encoding="utf-8") as table:
            return json.load(table).get(key)
"""
text = open(file, encoding="utf-8").read()
if "rehearsal" not in text:
    text, count = re.subn(r"(?m)^    if is_container\(\):\n        return None\n", f"    if is_container():\n{table}", text)
    if count != 1:
        sys.exit(f"{file} is not what this script knows: its read_dmi_data does not ask is_container once")
    open(file, "w", encoding="utf-8").write(text)
PYTHON
in_root python3 -m compileall -q /usr/lib/python3/dist-packages/cloudinit/dmi.py

# MPI ranks are more than cores: they give way while they wait, and may be as many as asked.
cat >> "$root/etc/openmpi/openmpi-mca-params.conf" << 'SETTINGS'

# rehearsal: hosts share few cores; a device of a cluster network leads nowhere
btl_tcp_if_exclude = 127.0.0.1/8,rdma0
mpi_yield_when_idle = 1
SETTINGS
cat >> "$root/etc/openmpi/prte-mca-params.conf" << 'SETTINGS'
# rehearsal: hosts share few cores
rmaps_default_mapping_policy = :oversubscribe
hwloc_default_binding_policy = none
SETTINGS

# Services start when a boot says so, as on the cloud's images, which have none of these packages.
for unit in slurmctld slurmd munge nfs-server mdmonitor e2scrub_reap nginx haproxy; do
  rm -f "$root"/etc/systemd/system/*.wants/"$unit.service"
done

# Nothing of this does anything for a guest; some of it costs time at every boot, some would reach for the machine's kernel.
for unit in \
  systemd-networkd.service systemd-networkd.socket systemd-networkd-wait-online.service \
  systemd-udevd.service systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-udev-trigger.service \
  systemd-udev-settle.service systemd-timesyncd.service systemd-pstore.service systemd-hwdb-update.service \
  systemd-binfmt.service proc-sys-fs-binfmt_misc.automount sys-kernel-config.mount sys-kernel-debug.mount \
  sys-kernel-tracing.mount dev-hugepages.mount kmod-static-nodes.service systemd-modules-load.service \
  systemd-firstboot.service ldconfig.service systemd-journal-catalog-update.service systemd-update-done.service \
  proc-fs-nfsd.mount var-lib-nfs-rpc_pipefs.mount rpc_pipefs.target rpc-statd.service rpc-statd-notify.service \
  rpc-gssd.service rpc-svcgssd.service auth-rpcgss-module.service nfs-client.target nfs-mountd.service \
  nfs-idmapd.service nfs-blkmap.service nfsdcld.service fsidd.service rpcbind.service rpcbind.socket \
  mdcheck_start.timer mdcheck_continue.timer mdmonitor-oneshot.timer cloud-init-hotplugd.socket sshd-keygen.service \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer xfs_scrub_all.timer \
  getty.target getty-static.service console-getty.service; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
rm -rf "$root"/etc/systemd/system/nfs-{server,mountd}.service.{requires,wants}
rm -f "$root"/usr/lib/systemd/system-generators/{nfs-server-generator,rpc-pipefs-generator}
mkdir -p "$root/etc/systemd/system/local-fs.target.wants"
ln -sf /etc/systemd/system/rehearsal-disks.service "$root/etc/systemd/system/local-fs.target.wants/rehearsal-disks.service"
