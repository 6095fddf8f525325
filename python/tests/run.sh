#!/usr/bin/env bash
# Builds the Python package, installs it into a fresh environment, and tests it there with the programs that read Arrow, with
# Spark, and with a type checker. Installs what it needs; needs root for Java, if there is none.
#
#   python/tests/run.sh [PROFILE]
#
# PROFILE is the profile of Cargo that the package is built with (default: dev, which shares its crates with the tests).
set -euo pipefail
cd "$(dirname "$0")/../.."
environment="$PWD/target/python"
rm -rf "$environment"
python3 -m venv "$environment"
"$environment/bin/pip" install -q --disable-pip-version-check -r python/tests/requirements.txt
MATURIN_PEP517_ARGS="--locked --profile ${1:-dev}" "$environment/bin/pip" install -q --disable-pip-version-check ./python

if ! command -v java >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null
fi
command -v ps >/dev/null || { apt-get update -qq; apt-get install -y -qq procps >/dev/null; }

# Not from the folder of the package, so that the installed one is tested.
cd python/tests
"$environment/bin/python" -m pytest -q -p no:cacheprovider -c ../pyproject.toml .
"$environment/bin/python" -m mypy --config-file ../pyproject.toml --cache-dir "$environment/mypy" .
"$environment/bin/python" -m mypy.stubtest --mypy-config-file ../pyproject.toml diglot --allowlist stubtest.txt
