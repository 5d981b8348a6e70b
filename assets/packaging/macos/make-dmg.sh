#!/bin/bash
# Makes dist/next-rung-VERSION-macos-ARCH.dmg from dist/Next Rung.app. It is signed and notarised where the identities are
# named, and else says that it is not:
#   CODESIGN_IDENTITY="Developer ID Application: NAME (TEAM)" NOTARY_PROFILE=PROFILE assets/packaging/macos/make-dmg.sh
# (PROFILE is made once with `xcrun notarytool store-credentials`).
set -euo pipefail
cd "$(dirname "$0")/../../.."
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' desktop/nextrung/__init__.py)
app="dist/Next Rung.app"
image="dist/next-rung-$version-macos-$(uname -m).dmg"
[[ -d $app ]] || { echo "There is no $app; make it with: .venv/bin/python assets/packaging/build.py" >&2; exit 1; }
sign=(codesign --force --options runtime --timestamp --sign "${CODESIGN_IDENTITY:-}")
entitlements=assets/packaging/macos/entitlements.plist
if [[ -n ${CODESIGN_IDENTITY:-} ]]; then
  # from the inside out: --deep would give every library the entitlements of the program
  find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' -o -path '*.framework/Versions/*' -perm -u+x \) -print0 |
    xargs -0 -n 20 "${sign[@]}"
  "${sign[@]}" --entitlements "$entitlements" "$app"
  codesign --verify --deep --strict "$app"
else
  echo "Not signed: CODESIGN_IDENTITY names no identity. macOS will ask before it opens the app." >&2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname "Next Rung" -srcfolder "$folder" -ov -format UDZO "$image"
if [[ -n ${CODESIGN_IDENTITY:-} ]]; then
  codesign --timestamp --sign "$CODESIGN_IDENTITY" "$image"
fi
if [[ -n ${NOTARY_PROFILE:-} ]]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
else
  echo "Not notarised: NOTARY_PROFILE names no profile." >&2
fi
echo "$image"
