#!/bin/sh
# In a bare system, as an ordinary user: starts the installed program from its desktop entry under Xvfb, and takes a
# quick form by keyboard alone until the database says that it is finished.
set -eu
export DISPLAY=:7
database=$HOME/.local/share/nextrung/nextrung.db
Xvfb "$DISPLAY" -screen 0 1280x900x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
trap 'kill $screen' EXIT
sleep 2
gio launch /usr/share/applications/org.nextrung.NextRung.desktop >/tmp/window.log 2>&1 &
window=$(timeout 90 xdotool search --sync --onlyvisible --name 'Next Rung' | head -n 1)
xdotool windowfocus --sync "$window"
sleep 2
xdotool key Return # Start
rounds=0
# a rating takes a digit and Enter, a situation that twice, a pause between two parts Enter, and so does Finish
while [ "$(sqlite3 "$database" 'SELECT count(*) FROM assessment WHERE completed_at IS NOT NULL')" != 1 ]; do
  rounds=$((rounds + 1))
  [ "$rounds" -lt 120 ] || { echo "the form did not come to its end" >&2; cat /tmp/window.log >&2; exit 1; }
  sleep 0.3
  xdotool key 3
  sleep 0.2
  xdotool key Return
done
sqlite3 "$database" 'SELECT count(*) FROM answer'
xdotool search --name 'Next Rung' windowquit >/dev/null 2>&1 || true
sleep 2
pkill -x nextrung || true
