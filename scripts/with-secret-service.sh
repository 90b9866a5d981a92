#!/bin/bash
# with-secret-service.sh COMMAND...: runs a command against a real, unlocked Secret Service of its own, and leaves nothing behind.
# The password protects an empty keyring that lives as long as the command.
set -euo pipefail

place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir -m 700 "$place/home" "$place/run"

# Playwright looks for its own browser below the home directory.
export PLAYWRIGHT_BROWSERS_PATH="${PLAYWRIGHT_BROWSERS_PATH:-${HOME:-}/.cache/ms-playwright}"
# Tests write to a keyring only where this says that it is not the user's own.
export YOKE_TEST_KEYRING=1
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
HOME="$place/home" XDG_RUNTIME_DIR="$place/run" dbus-run-session -- bash -c '
  set -euo pipefail
  printf unlocked | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  "$@"
' _ "$@"
