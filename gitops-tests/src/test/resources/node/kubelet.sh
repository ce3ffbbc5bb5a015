#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
#
# What runs on a node: kubelet.sh DIRECTORY HUB. Reads containerd.toml, kubelet.yaml, kube-proxy.yaml and kubeconfig in the
# directory, loads the images in images/*.tar, and starts a program again when it ends.
set -Eeuo pipefail

readonly DIRECTORY=$1 HUB=$2

keep() {
  local name=$1
  shift
  while :; do
    "$@" >>"$DIRECTORY/$name.log" 2>&1 || true
    sleep 0.5
  done
}

keep containerd containerd --config "$DIRECTORY/containerd.toml" &
until ctr version >/dev/null 2>&1; do sleep 0.1; done
for image in "$DIRECTORY"/images/*.tar; do
  ctr -n k8s.io images import --digests --base-name "$(<"$image.name")" "$image" \
    >>"$DIRECTORY/images.log" 2>&1
done
keep kubelet "$HUB" kubelet --config="$DIRECTORY/kubelet.yaml" --kubeconfig="$DIRECTORY/kubeconfig" \
  --hostname-override="$(hostname)" --node-ip="$(hostname -I | awk '{print $1}')" &
keep kube-proxy "$HUB" kube-proxy --config="$DIRECTORY/kube-proxy.yaml" --hostname-override="$(hostname)" &
wait
