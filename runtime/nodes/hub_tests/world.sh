#!/bin/sh
# world.sh FOLDER COMMAND...: the command on this machine as a gateway's boot would have left it. The files of FOLDER
# lie over the machine's own, for this command and its children alone.
set -eu
world=$1
shift
for below in etc usr/lib usr/local/sbin var/lib root; do
  mount -t overlay overlay -o "lowerdir=$world/$below:/$below" "/$below"
done
mount -t tmpfs -o mode=755 tmpfs /run
exec "$@"
