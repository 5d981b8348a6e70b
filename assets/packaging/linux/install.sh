#!/bin/sh
# Adds Next Rung to the menu of the user who runs this: menu entry, icon, file types, manual and the command `nextrung`.
# The program itself stays in this folder. With --remove, takes all of that away again; data is never touched.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-"$HOME/.local/share"}
bin=$HOME/.local/bin
id=org.nextrung.NextRung
entry=$share/applications/$id.desktop
case ${1:-} in
  "" | --remove) ;;
  *) echo "install.sh: “$1” is not known; it takes nothing, or --remove." >&2; exit 1 ;;
esac

refresh() { # the desktop notices without these, only later
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications" || true; fi
  if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime" || true; fi
  if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -t -f "$share/icons/hicolor" || true; fi
}

if [ "${1:-}" = --remove ]; then
  (cd "$here/share" && find . -type f) | while IFS= read -r file; do rm -f "$share/$file"; done
  if [ "$(readlink "$bin/nextrung" || true)" = "$here/nextrung" ]; then rm -f "$bin/nextrung"; fi
  refresh
  echo "Next Rung is out of the menu; its folder $here and the data are still there."
  exit 0
fi

(cd "$here/share" && find . -type f) | while IFS= read -r file; do
  mkdir -p "$share/$(dirname "$file")"
  cp "$here/share/$file" "$share/$file"
done
# in an entry quotes hold a path together; within them " $ ` take two backslashes, a backslash four, and % is doubled
path=$(printf %s "$here/nextrung" | sed 's/\\/\\\\\\\\/g; s/["$`]/\\\\&/g; s/%/%%/g')
line=$(printf %s "Exec=\"$path\" --open %f" | sed 's/[\\&|]/\\&/g')
sed "s|^Exec=.*|$line|" "$here/share/applications/$id.desktop" >"$entry"
mkdir -p "$bin"
if [ -e "$bin/nextrung" ] && [ ! -L "$bin/nextrung" ]; then
  echo "$bin/nextrung is there already and stays as it is." >&2
else
  ln -sfn "$here/nextrung" "$bin/nextrung"
fi
refresh
echo "Next Rung is in the menu. To move its folder, run install.sh again from the new place."
