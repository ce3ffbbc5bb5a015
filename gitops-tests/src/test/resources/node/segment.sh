#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
#
# A bridge for the nodes of a test: segment.sh NAME ADDRESS. It goes when standard input ends.
set -Eeuo pipefail

readonly NAME=$1 ADDRESS=$2
ip link add "$NAME" type bridge
trap 'ip link delete "$NAME"' EXIT
trap 'exit 143' TERM INT
ip address add "$ADDRESS/24" dev "$NAME"
ip link set "$NAME" up
while read -r; do :; done
