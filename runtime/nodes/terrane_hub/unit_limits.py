"""A session on the gateway's machine: what its systemd unit may use and see.

Values are texts, as systemd-run takes them; SystemdSpawner formats them with str.format, so that none has a brace.
"""

from __future__ import annotations

from terrane_hub.declared_sessions import Policy, Size
from terrane_hub.sizes import most_seconds

# Its limits together, which keep the hub itself alive, are the boot's.
SLICE = "terrane-notebooks.slice"
TASKS_LEAST = 512
TASKS_PER_CPU = 128
OPEN_FILES = 65536
# Of clouds: instance metadata (IPv4, IPv6), credentials of tasks and pods.
METADATA_ADDRESSES = (
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "fd00:ec2::254",
    "fd00:ec2::23",
    "fd00:c1::a9fe:a9fe",
)
HIDDEN = ("-/etc/terrane", "-/var/lib/terrane", "-/run/terrane-hub", "-/var/lib/cloud")
CONFINED = {
    "ProtectSystem": "full",
    "ProtectProc": "invisible",
    "ProtectKernelTunables": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectControlGroups": "yes",
    "ProtectClock": "yes",
    "ProtectHostname": "yes",
    "LockPersonality": "yes",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "SystemCallFilter": "~@clock @module @mount @obsolete @raw-io @reboot @swap",
    "CapabilityBoundingSet": "",
    "KeyringMode": "private",
    "UMask": "0077",
    "LimitCORE": "0",
}

# A kernel of an image sees a file system that the session makes for it, in a user namespace; it has no right outside.
IMAGES = {
    "RestrictNamespaces": "user mnt",
    "SystemCallFilter": "~@clock @module @obsolete @raw-io @reboot @swap",
    # It would take openat2 away, whose flags no filter can read, and bubblewrap opens everything by that since 0.11.
    "RestrictSUIDSGID": "no",
}


def scratch_mib(size: Size) -> int:
    """Of /tmp and of /var/tmp, which are in the session's memory and end with it: half of it, as a machine's."""
    return size.memory_mib // 2


def tasks_of(size: Size) -> int:
    """Processes and threads. A numerical library starts one thread for each CPU that it sees, in each kernel."""
    return max(TASKS_LEAST, TASKS_PER_CPU * size.cpus)


def unit_properties(size: Size, policy: Policy) -> dict[str, str]:
    """Beside what SystemdSpawner sets itself from mem_limit, cpu_limit and disable_user_sudo."""
    tasks = tasks_of(size)
    properties = {
        **CONFINED,
        "TasksMax": str(tasks),
        # Counted for the user, not for the unit: it holds where the kernel has no controller for TasksMax too.
        "LimitNPROC": str(tasks * policy.sessions_per_user),
        "LimitNOFILE": str(OPEN_FILES),
        "MemorySwapMax": "0",
        "TemporaryFileSystem": " ".join(
            f"{folder}:size={scratch_mib(size)}M,mode=1777,nosuid" for folder in ("/tmp", "/var/tmp")
        ),
        # What is left in /dev/shm would be memory that nobody's limit counts.
        "RemoveIPC": "yes",
        "IPAddressDeny": " ".join(METADATA_ADDRESSES),
        "InaccessiblePaths": " ".join(HIDDEN),
    }
    if size.gpus == 0:
        properties["PrivateDevices"] = "yes"
    seconds = most_seconds(size, policy)
    if seconds:
        properties["RuntimeMaxSec"] = str(seconds)
    return properties
