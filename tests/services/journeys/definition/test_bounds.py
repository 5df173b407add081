"""Mistakes within one part of the rules."""

from pathlib import Path

import pytest

from tests.services.journeys.definition.small import RULES, folder, mistakes

ONE_LENGTH = "service.yaml:5: A deadline has one length: one of hours, calendar_days, working_days, months, or"
ADDED = [
    ("fees: [{name: a, amount: 5 QQQ}]", "service.yaml:5: QQQ is not a currency the platform knows: VND,"),
    ("fees: [{name: a, amount: 5 VND}, {name: a, amount: 5 VND}]", "service.yaml:5: a stands here twice."),
    ("fees: [{name: a, amount: p}]", "service.yaml:5: p is not a parameter of type money."),
    ("fees: [{name: a, amount: 5 VND, when: age > 1}]", "service.yaml:5: age is not a question of this service."),
    ("fees: [{name: a, amount: 5 VND, each: name}]", "service.yaml:5: This must be a number."),
    ("fees: [{name: a, amount: 5 VND, exempt: [poor]}]", "service.yaml:5: poor is not a question of this service."),
    ("parameters: {p: {type: money, min: lots}}", "service.yaml:5: lots is not written as it must be, such as"),
    ("parameters: {p: {type: money, min: 1 VND, max: 2 EUR}}", "service.yaml:5: The amounts are not all in the same"),
    ("parameters: {p: {type: money, default: 1 QQQ}}", "service.yaml:5: 1 QQQ is not written as it must be"),
    ("parameters: {p: {type: whole_number, min: 9, max: 3}}", "service.yaml:5: The smallest value, the default and"),
    ("parameters: {p: {type: decimal, max: NaN}}", "service.yaml:5: NaN is not written as it must be, such as 12.5."),
    ("parameters: {p: {type: date, min: soon}}", "service.yaml:5: soon is not written as it must be"),
    ("parameters: {p: {type: yes_no, default: perhaps}}", "service.yaml:5: perhaps is not written as it must be"),
    ("parameters: {name: {type: yes_no}}", "service.yaml:7: name means something else already"),
    ("deadline: {from: filed}", ONE_LENGTH),
    ("deadline: {from: filed, hours: 1, months: 1}", "service.yaml:5: A time has one length: one of hours"),
    ("deadline: {from: filed, hours: 1, same_day_until: '15:00', else: {hours: 1}}", ONE_LENGTH),
    ("deadline: {from: filed, same_day_until: '15:00'}", "service.yaml:5: same_day_until and else go together."),
    ("deadline: {from: filed, same_day_until: '15:00', else: {}}", "service.yaml:5: Give one of hours, calendar_days"),
    ("deadline: {from: filed, hours: 0}", "service.yaml:5: hours must be more than 0."),
    ("deadline: {from: filed, hours: soon}", "service.yaml:5: hours must be a whole number."),
    ("deadline: {from: filed, same_day_until: '25:00', else: {hours: 1}}", "service.yaml:5: same_day_until is not"),
    ("deadline: soon", "service.yaml:5: deadline must hold keys."),
    ("deadline:\n- {from: filed, hours: 1}\n- {from: filed, hours: x}", "service.yaml:7: hours must be a whole"),
    ("deadline: [{from: filed, hours: 1, when: age > 1}]", "service.yaml:5: age is not a question of this service."),
    ("parties: [{role: a}, {role: a}]", "service.yaml:5: a stands here twice."),
    ("parties: [{role: a, when: age > 1}]", "service.yaml:5: age is not a question of this service."),
    ("outputs: [{document: a}, {document: a}]", "service.yaml:5: a stands here twice."),
    ("triggers: [a, a]", "service.yaml:5: a stands here twice."),
    ("statutory_difference: [{channel: w, what: a, fee: f, amount: 5 QQQ, legal_basis: {title: L}, review: 2030-1-1}]",
     "service.yaml:5: review must be a date such as 2026-01-31."),
    ("fees: [{name: a, amount: 5 QQQ}]", "service.yaml:5: QQQ is not a currency"),
    ("demonstration: {body: B, as_of: 20260101}", "service.yaml:5: as_of must be a date such as 2026-01-31."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), ADDED)
def test_added(tmp_path: Path, line: str, said: str) -> None:
    found = mistakes(folder(tmp_path, RULES.replace("questions:", f"{line}\nquestions:", 1)))
    assert any(mistake.startswith(said) for mistake in found), found


CHANGED = [
    ("languages: [en]", "languages: [en, en]", "service.yaml:2: en stands here twice."),
    ("{organisation: council}", "{by: name}", "service.yaml:3: Say at which level the place of the answer is looked"),
    ("{organisation: council}", "{by: age, level: commune}", "service.yaml:3: age is not a question of this service."),
    ("{organisation: council}", "{}", "service.yaml:3: Name either the organisation, or by which answer it is found."),
    ("{from: 2026-01-01}", "{from: 20260101}", "service.yaml:4: from must be a date such as 2026-01-31."),
    ("{from: 2026-01-01}", "{from: 2026-01-01, to: 2020-01-01}", "service.yaml:4: The law would end before it begins."),
    ("type: text,", "type: text, min: 9, max: 3,", "service.yaml:9: min is more than max: no answer could ever be"),
    ("type: date,", "type: date, earliest: 2026-01-01, latest: 2020-01-01,", "service.yaml:7: earliest is more than"),
    ("type: text,", "type: text, max: many,", "service.yaml:9: max must be a whole number."),
    ("type: text,", "type: evidence, accepts: [exe],", "service.yaml:9: exe is not known here: use one of 'pdf'"),
    ("type: text,", "type: text, once_only: {registry: r, match: [person]},", "service.yaml:9: person is not a"),
    ("type: text,", "type: text, once_only: {registry: r, match: [why]},", "service.yaml:9: why is not a question"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "said"), CHANGED)
def test_changed(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in RULES
    found = mistakes(folder(tmp_path, RULES.replace(right, wrong, 1)))
    assert len(found) == 1, found
    assert found[0].startswith(said)
