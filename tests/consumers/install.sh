#!/usr/bin/env bash
# Installs the programs that the consumer tests run: Debian packages, and Python packages in an environment of their
# own. Run again it does nothing. Needs root for the Debian part.
set -euo pipefail
cd "$(dirname "$0")/../.."
home="${CONSUMERS_HOME:-target/consumers}"
mkdir -p "$home"

# --- Debian: xmllint, msgfmt, po4a, OmegaT, venv ---
missing=()
command -v po4a-translate >/dev/null || missing+=(po4a)
command -v xmllint >/dev/null || missing+=(libxml2-utils)
command -v msgfmt >/dev/null || missing+=(gettext)
command -v omegat >/dev/null || missing+=(omegat)
command -v unzip >/dev/null || missing+=(unzip)
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
fetched=0
update() { [ "$fetched" = 1 ] || apt-get update -qq; fetched=1; }
if [ "${#missing[@]}" -gt 0 ]; then
  update
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# --- Schemas: TMX 1.4b from OmegaT, XLIFF 2 core as php-symfony-translation ships it (unpacked, not installed) ---
if [ ! -s "$home/tmx14.dtd" ]; then
  unzip -p /usr/share/omegat/OmegaT.jar schemas/tmx14.dtd > "$home/tmx14.dtd.part"
  mv "$home/tmx14.dtd.part" "$home/tmx14.dtd"
fi
if [ ! -s "$home/xliff/xliff-core-2.0.xsd" ]; then
  update
  unpacked="$(mktemp -d)"
  chmod 755 "$unpacked"
  (cd "$unpacked" && apt-get download -qq php-symfony-translation 2>/dev/null && dpkg -x php-symfony-translation_*.deb .)
  schemas="$unpacked/usr/share/php/Symfony/Component/Translation/Resources/schemas"
  # The schema of the core names the folder that the schema of xml: attributes lies in.
  mkdir -p "$home/xliff/informativeCopiesOf3rdPartySchemas/w3c"
  cp "$schemas/xml.xsd" "$home/xliff/informativeCopiesOf3rdPartySchemas/w3c/"
  cp "$schemas/xliff-core-2.0.xsd" "$home/xliff/"
  rm -r "$unpacked"
fi

# --- Python ---
if ! cmp -s tests/consumers/requirements.txt "$home/requirements.installed"; then
  [ -x "$home/venv/bin/python" ] || python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install -q --disable-pip-version-check -r tests/consumers/requirements.txt
  cp tests/consumers/requirements.txt "$home/requirements.installed"
fi
# --- npm: a second reader of XLIFF 1.2 ---
if [ ! -s "$home/node_modules/xliff/package.json" ]; then
  if ! command -v npm >/dev/null; then
    update
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
  fi
  npm install --silent --no-audit --no-fund --prefix "$home" xliff@6.4.0
fi
# --- mdBook and its helpers for translation, without optimization, which would take longer than the tests ---
versions="mdbook@0.5.4 mdbook-i18n-helpers@0.4.0"
if [ "$(cat "$home/mdbook.installed" 2>/dev/null)" != "$versions" ]; then
  for crate in $versions; do
    CARGO_TARGET_DIR="$home/mdbook-build" cargo install --quiet --locked --debug --force --no-default-features --root "$home/mdbook" "$crate"
  done
  rm -rf "$home/mdbook-build"
  echo "$versions" > "$home/mdbook.installed"
fi
echo "consumers: installed in $home"
