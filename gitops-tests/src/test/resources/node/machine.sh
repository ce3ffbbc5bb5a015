#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
#
# A machine within this one, for one node of a test: machine.sh DIRECTORY NAME BRIDGE ADDRESS PODS PROGRAM ARGUMENTS
#
# The program is process 1 of its own process, mount, network, host-name and IPC namespaces. When standard input ends or
# this script is killed, the kernel ends every process in there, and the mounts, interfaces and rules go with them. What
# outlives namespaces, the control groups, is removed here.
set -Eeuo pipefail

readonly DIRECTORY=$1 NAME=$2 BRIDGE=$3 ADDRESS=$4 PODS=$5
shift 5

inside() {
  mount --make-rprivate /
  mount --make-shared / # kubelet's volumes need a place that propagates
  hostname "$NAME"
  ip link set lo up
  local status
  until ip link show eth0 >/dev/null 2>&1; do
    status=0
    read -r -t 0.05 || status=$?
    ((status == 0 || status > 128)) || exit 1 # not a time-out: whoever started this is gone
  done
  ip address add "$ADDRESS/24" dev eth0
  ip link set eth0 up
  mount -t tmpfs -o mode=755 none /run
  local place
  for place in /var/lib/kubelet /var/lib/containerd /var/lib/cni /var/log/pods /var/log/containers; do
    mkdir -p "$place" "$DIRECTORY$place"
    mount --bind --make-shared "$DIRECTORY$place" "$place"
  done
  sysctl -qw net.ipv4.ip_forward=1
  "$@" &
  while read -r; do :; done # until whoever started this is gone
}

remove_control_groups() {
  local round
  for round in 1 2 3 4 5; do
    find /sys/fs/cgroup -depth -type d -path "*/$NAME*" -exec rmdir {} + 2>/dev/null || true
    [[ -n $(find /sys/fs/cgroup -maxdepth 2 -type d -name "$NAME" -print -quit) ]] || return 0
    sleep 0.2
  done
}

if [[ ${RAYGATE_INSIDE:-} ]]; then
  inside "$@"
  exit 0
fi

machine=
end() {
  if [[ $machine ]]; then
    kill -KILL "$machine" 2>/dev/null || true # unshare, which takes process 1 with it
    wait "$machine" 2>/dev/null || true
  fi
  remove_control_groups
}
trap end EXIT
trap 'exit 143' TERM INT
if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then # version 2: one tree
  mkdir -p "/sys/fs/cgroup/$NAME"
else
  for controller in /sys/fs/cgroup/*/; do
    [[ -e $controller/cgroup.procs ]] && mkdir -p "$controller/$NAME"
  done
fi
if [[ -e /sys/fs/cgroup/cpuset/$NAME ]]; then # a new group has no processors and no memory
  cat /sys/fs/cgroup/cpuset/cpuset.cpus >"/sys/fs/cgroup/cpuset/$NAME/cpuset.cpus"
  cat /sys/fs/cgroup/cpuset/cpuset.mems >"/sys/fs/cgroup/cpuset/$NAME/cpuset.mems"
fi
exec 3<&0
RAYGATE_INSIDE=1 unshare --pid --fork --kill-child --mount --mount-proc --net --uts --ipc \
  bash "${BASH_SOURCE[0]}" "$DIRECTORY" "$NAME" "$BRIDGE" "$ADDRESS" "$PODS" "$@" <&3 &
machine=$!
exec 3<&-
init=
until init=$(pgrep -P "$machine" | head -n 1) && [[ $init ]]; do
  kill -0 "$machine"
  sleep 0.05
done

ip link add "$NAME-h" type veth peer name eth0 netns "$init"
ip link set "$NAME-h" master "$BRIDGE" up
ip route add "$PODS" via "$ADDRESS"
wait "$machine"
