#!/bin/bash
# Makes dist/next-rung-VERSION-macos-ARCH.dmg from dist/Next Rung.app; signs and notarises when the identities are named:
#   CODESIGN_IDENTITY="Developer ID Application: NAME (TEAM)" NOTARY_PROFILE=PROFILE assets/packaging/macos/make-dmg.sh
# (PROFILE is made once with `xcrun notarytool store-credentials`).
set -euo pipefail
cd "$(dirname "$0")/../../.."
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' desktop/nextrung/__init__.py)
app="dist/Next Rung.app"
image="dist/next-rung-$version-macos-$(uname -m).dmg"
[[ -d $app ]] || { echo "There is no $app; make it with: .venv/bin/python assets/packaging/build.py" >&2; exit 1; }
if [[ -n ${CODESIGN_IDENTITY:-} ]]; then
  codesign --force --deep --options runtime --timestamp \
    --entitlements assets/packaging/macos/entitlements.plist --sign "$CODESIGN_IDENTITY" "$app"
  codesign --verify --deep --strict "$app"
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
fi
echo "$image"
