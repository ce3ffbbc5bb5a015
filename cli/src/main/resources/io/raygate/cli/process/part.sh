# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
#
# Usage: bash -c THIS NAME GRACE COMMAND...
#
# Runs COMMAND in a process group of its own, so that a Ctrl-C of the terminal reaches the supervisor alone, and ends
# with its status. Standard input is the pipe by which the supervisor holds it: a line kills the group at once, the
# end of the pipe, which is the supervisor's own, sends SIGTERM and after GRACE seconds SIGKILL. SIGTERM is passed on.
# Nothing of the group outlives this script. Works with bash 3.2.
grace=$1 part=
shift
trap '[[ -z $part ]] || kill -TERM "$part"' TERM
trap : INT HUP QUIT
# what bash itself says of its job does not belong into the part's output
exec 3<&0 4>&1 5>&2 >/dev/null 2>&1
set -m
"$@" </dev/null >&4 2>&5 3<&- 4>&- 5>&- &
part=$!
exec 4>&- 5>&-
{
  if ! read -r _ <&3; then
    kill -TERM "$part"
    for ((tenths = grace * 10; tenths > 0; tenths--)); do
      kill -0 "$part" || break
      sleep 0.1
    done
  fi
  kill -KILL -- "-$part"
} &
watch=$!
set +m
exec 3<&-
while :; do
  wait "$part"
  status=$?
  # a signal ends the wait too
  kill -0 "$part" || break
done
kill -KILL -- "-$part" "-$watch"
wait
# what the part has left behind is not a child of this script, and a killed process takes a moment to end
for ((tenths = grace * 10; tenths > 0; tenths--)); do
  kill -0 -- "-$part" || break
  sleep 0.1
done
exit "$status"
