#!/bin/sh
# Installs what the tests need, on Debian or Ubuntu: the sandbox, a browser, fonts and PDF
# libraries from the distribution, and grader with its test tools in .venv.
set -eu
cd "$(dirname "$0")/.."

packages=""
command -v bwrap >/dev/null || packages="$packages bubblewrap"
command -v chromium >/dev/null || packages="$packages chromium"
command -v chromedriver >/dev/null || packages="$packages chromium-driver"
test -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc || packages="$packages fonts-noto-cjk"
for name in libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0; do
  ldconfig -p | grep -q "$name" || packages="$packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
done
python3 -c 'import ensurepip' 2>/dev/null || packages="$packages python3-venv"

if [ -n "$packages" ]; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
fi

python3 -m venv .venv
.venv/bin/pip install -q -c constraints.txt -e '.[test]'
