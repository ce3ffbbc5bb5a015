# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
#
# Usage: bash -c THIS NAME COMMAND...
#
# Runs COMMAND and ends with its status. Standard input is the pipe by which the tests hold it: when that ends, however the
# tests did, COMMAND is sent SIGTERM. Works with bash 3.2.
exec 3<&0
"$@" </dev/null 3<&- &
stack=$!
{
  read -r _ <&3
  kill -TERM "$stack"
} >/dev/null 2>&1 &
watch=$!
disown # so that bash says nothing of its end
exec 3<&-
trap 'kill -TERM "$stack"' TERM INT HUP
while :; do
  wait "$stack"
  status=$?
  # a signal ends the wait too
  kill -0 "$stack" 2>/dev/null || break
done
kill -KILL "$watch" 2>/dev/null
exit "$status"
