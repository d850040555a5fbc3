"""From the YAML of a questionnaire to its parts. It only must be readable here; what it says is judged in checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from .items import (
    Construct,
    Form,
    Item,
    Kind,
    Layout,
    Measure,
    OfficeVariable,
    Option,
    Questionnaire,
    Section,
    Words,
)
from .rules import Condition, Rule, WrongRule, read_rule

#: A questionnaire of two forms takes some 40 kB.
LONGEST = 300_000
MOST_ITEMS = 400
#: "Other, namely": three bytes a letter must stay below the 255 of a plain SPSS string.
OTHER_WIDTH = 80
_KINDS = {"single": Kind.SINGLE, "int": Kind.INT, "date": Kind.DATE, "url": Kind.URL, "text": Kind.TEXT}


class Unreadable(ValueError):
    """The text is no questionnaire: `place` says where in it, `rule` what was expected there."""

    def __init__(self, place: str, rule: str, detail: str = ""):
        super().__init__(f"{place}: {rule} {detail}".strip())
        self.place, self.rule, self.detail = place, rule, detail


class _Loader(yaml.CSafeLoader):
    """Takes a key that stands twice for the mistake it is. libyaml reads in a tenth of the time."""


def _once(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen = set()
    for key, _value in node.value:
        name = loader.construct_object(key, deep=True)
        if name in seen:
            raise Unreadable(f"line {key.start_mark.line + 1}", "twice", str(name))
        seen.add(name)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _once)


def read(text: str) -> Questionnaire:
    """Raises Unreadable, naming the place."""
    if len(text) > LONGEST:
        raise Unreadable("", "too_long")
    try:
        data = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader that refuses double keys
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        if isinstance(problem, Unreadable):
            raise
        mark = getattr(problem, "problem_mark", None)
        raise Unreadable(f"line {mark.line + 1}" if mark else "", "not_yaml") from None
    return _Reader(_mapping(data, "")).questionnaire()


def _mapping(value: Any, place: str) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise Unreadable(place, "mapping")
    return value


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(place, "list")
    return value


def _words(data: Mapping[Any, Any], place: str) -> Words:
    """Empty where a language is missing: what is missing is said by the checks, all of it at once."""
    th, en = data.get("th", ""), data.get("en", "")
    if not isinstance(th, str) or not isinstance(en, str):
        raise Unreadable(place, "text")
    return Words(th.strip(), en.strip())


def _number(value: Any, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(place, "number")
    return int(value)


def _rule(data: Mapping[Any, Any], place: str) -> Rule:
    try:
        return read_rule(str(data.get("show_if", "")))
    except WrongRule:
        raise Unreadable(place, "rule", str(data.get("show_if"))) from None


def _joined(one: Rule, two: Rule) -> Rule:
    return Rule((*one.conditions, *two.conditions))


def _options(data: Any, place: str) -> tuple[Option, ...]:
    labels = _mapping(data, place)
    return tuple(
        Option(_number(code, place), _words(_mapping(words, f"{place} {code}"), f"{place} {code}"))
        for code, words in labels.items()
    )


def _measure(data: Mapping[Any, Any], place: str, default: Measure) -> Measure:
    try:
        return Measure(data.get("measure", default))
    except ValueError:
        raise Unreadable(place, "measure", str(data.get("measure"))) from None


class _Reader:
    """One document with what its parts refer to."""

    def __init__(self, data: dict[Any, Any]):
        self.data = data
        self.scales = _mapping(data.get("scales", {}), "scales")
        self.blocks = _mapping(data.get("blocks", {}), "blocks")
        self.services = [
            (str(k), _words(_mapping(words, f"services {k}"), f"services {k}"))
            for k, words in _mapping(data.get("services", {}), "services").items()
        ]

    def questionnaire(self) -> Questionnaire:
        forms = _mapping(self.data.get("forms"), "forms")
        if set(forms) != {1, 2}:
            raise Unreadable("forms", "two_forms")
        read = {wave: self._form(wave, _mapping(forms[wave], f"forms {wave}")) for wave in (1, 2)}
        return Questionnaire(
            revision=str(self.data.get("revision", "")),
            missing={
                _number(code, "missing"): _words(_mapping(words, "missing"), "missing")
                for code, words in _mapping(self.data.get("missing"), "missing").items()
            },
            office=tuple(self._office(one) for one in _list(self.blocks.get("office", []), "office")),
            services=tuple(words for _k, words in self.services),
            forms=read,
            constructs=self._constructs(read),
            derived=dict(self._derived()),
            tables={
                _number(k, "report"): _words(_mapping(words, "report"), "report")
                for k, words in _mapping(self.data.get("report", {}), "report").items()
            },
        )

    def _office(self, data: Any) -> OfficeVariable:
        data = _mapping(data, "office")
        name = str(data.get("var", ""))
        return OfficeVariable(
            name,
            str(data.get("type", "")),
            _words({"th": data.get("th", name), "en": data.get("en", name)}, name),
            _measure(data, name, Measure.NOMINAL),
            _options(data.get("labels", {}), name),
            _number(data.get("width", 0), name),
        )

    def _form(self, wave: int, data: dict[Any, Any]) -> Form:
        sections = tuple(self._section(wave, one) for one in _list(data.get("sections"), f"forms {wave}"))
        form = Form(wave, str(data.get("code", f"F{wave}")), _words(data, f"forms {wave}"), sections)
        if len(form.items) > MOST_ITEMS:
            raise Unreadable(f"forms {wave}", "too_many")
        return form

    def _section(self, wave: int, own: Any) -> Section:
        own = _mapping(own, f"forms {wave}")
        name = str(own.get("id", ""))
        place = f"forms {wave} {name}"
        block = {}
        if use := own.get("use"):
            if use not in self.blocks:
                raise Unreadable(place, "block", str(use))
            block = _mapping(self.blocks[use], str(use))
        data = {**block, **_mapping(block.get("title", {}), place), **own}
        rule = _rule(data, place)
        layout, items = self._content(wave, data, rule, place)
        return Section(name, _words(data, place), layout, tuple(items), rule, str(data.get("construct", "")))

    def _content(self, wave: int, data: dict[Any, Any], rule: Rule, place: str) -> tuple[Layout, Iterable[Item]]:
        if "columns" in data:
            return Layout.GRID, self._grid(wave, data, rule, place)
        if data.get("type") == "multi":
            return Layout.TICKS, self._ticks(data, rule, place)
        scale = Layout.GRID if "scale" in data else Layout.LIST
        return scale, self._list_of_items(data, rule, place)

    def _grid(self, wave: int, data: dict[Any, Any], rule: Rule, place: str) -> Iterator[Item]:
        if data.get("rows") != "services":
            raise Unreadable(place, "rows", str(data.get("rows")))
        for k, row in self.services:
            for column in _list(data["columns"], place):
                column = _mapping(column, place)
                asked = _words(_mapping(column.get(f"form{wave}", {}), place), place)
                name = str(column.get("var", "")).replace("{k}", k)
                words = Words(f"{asked.th}: {row.th}", f"{asked.en}: {row.en}")
                yield self._item({**column, "var": name}, words, rule, place, row=row, column=asked)

    def _ticks(self, data: dict[Any, Any], rule: Rule, place: str) -> Iterator[Item]:
        exclusive = {str(one) for one in _list(data.get("exclusive", []), place)}
        options = _mapping(data.get("options"), place)
        group = str(next(iter(options), "")).partition("_")[0]
        if unknown := exclusive - set(map(str, options)):
            raise Unreadable(place, "exclusive", ", ".join(sorted(unknown)))
        no_yes = (Option(1, Words("เลือก", "Ticked")), Option(0, Words("ไม่เลือก", "Not ticked")))
        for name, words in options.items():
            words = _mapping(words, f"{place} {name}")
            yield Item(
                str(name), Kind.TICK, _words(words, str(name)), no_yes, rule=rule, paired=bool(data.get("pair")),
                test=str(data.get("test", "")), group=group, exclusive=name in exclusive,
            )  # fmt: skip
            if "other_text" in words:
                yield _other(str(words["other_text"]), str(name), 1, rule)

    def _list_of_items(self, data: dict[Any, Any], rule: Rule, place: str) -> Iterator[Item]:
        common = {key: data[key] for key in ("scale", "pair", "test", "allow_dk") if key in data}
        for one in _list(data.get("items"), place):
            one = {**common, **_mapping(one, place)}
            if "scale" in data:
                one.setdefault("type", "single")
            name = str(one.get("var", ""))
            item = self._item(one, _words(one, name), rule, place)
            yield item
            if "other_text" in one and item.codes:
                yield _other(str(one["other_text"]), name, max(item.codes), item.rule)

    def _item(
        self, data: dict[Any, Any], words: Words, rule: Rule, place: str, *,
        row: Words | None = None, column: Words | None = None,
    ) -> Item:  # fmt: skip
        name = str(data.get("var", ""))
        place = f"{place} {name}"
        kind = _KINDS.get(str(data.get("type", "")))
        if kind is None:
            raise Unreadable(place, "kind", str(data.get("type")))
        scale: dict[Any, Any] = {}
        if "scale" in data:
            if data["scale"] not in self.scales:
                raise Unreadable(place, "scale", str(data["scale"]))
            scale = _mapping(self.scales[data["scale"]], place)
        options = _options({**scale, **data}.get("labels", {}), place) if kind is Kind.SINGLE else ()
        return Item(
            name, kind, words, options,
            measure=_measure({**scale, **data}, place, Measure.NOMINAL),
            required=bool(data.get("required")),
            dont_know=bool(data.get("allow_dk")),
            low=_number(data["min"], place) if "min" in data else None,
            high=_number(data["max"], place) if "max" in data else None,
            width=_number(data.get("width", 0), place),
            rule=_joined(rule, _rule(data, place)) if "show_if" in data else rule,
            paired=bool(data.get("pair")),
            test=str(data.get("test", "")),
            row=row,
            column=column,
        )  # fmt: skip

    def _derived(self) -> Iterator[tuple[str, Words]]:
        for pattern, data in _mapping(self.data.get("derived", {}), "derived").items():
            words = _words(_mapping(data, str(pattern)), str(pattern))
            if "{k}" not in str(pattern):
                yield str(pattern), words
                continue
            for k, service in self.services:
                yield str(pattern).replace("{k}", k), Words(f"{words.th}: {service.th}", f"{words.en}: {service.en}")

    def _constructs(self, forms: Mapping[int, Form]) -> tuple[Construct, ...]:
        """Those of the sections, those of the grid's columns, and the sides of a section in groups."""
        derived = _mapping(self.data.get("derived", {}), "derived")
        found: dict[str, Construct] = {}
        for form in forms.values():
            for name, words, items in self._parts(form, derived):
                least = _least(str(_mapping(derived.get(name, {}), name).get("rule", "")), len(items))
                found.setdefault(name, Construct(name, words, items, least))
        return tuple(found.values())

    def _parts(self, form: Form, derived: Mapping[Any, Any]) -> Iterator[tuple[str, Words, tuple[str, ...]]]:
        for pattern in ("LV", "BN"):
            items = tuple(f"{pattern}{k}" for k, _words in self.services)
            if f"{pattern}M" in derived and set(items) <= set(form.by_name):
                yield f"{pattern}M", _words(derived[f"{pattern}M"], pattern), items
        declared = _list(_mapping(self.data["forms"][form.wave], "forms")["sections"], "forms")
        for section, own in zip(form.sections, declared, strict=True):
            own = {**_mapping(self.blocks.get(own.get("use"), {}), section.name), **own}
            if not section.construct:
                continue
            outside = {str(one["var"]) for one in own.get("items", []) if one.get("in_construct") is False}
            items = tuple(item.name for item in section.items if item.name not in outside and item.coded)
            yield section.construct, _words(derived.get(section.construct, own), section.name), items
            for group in _list(own.get("groups", []), section.name):
                yield str(group["construct"]), _words(group, section.name), tuple(map(str, group["items"]))


def _least(rule: str, k: int) -> int:
    """Of "mean(KN1..KN5), at least 4 valid" the 4; without it two items of three."""
    words = rule.replace(",", " ").split()
    if "least" in words and words[words.index("least") + 1].isdigit():
        return int(words[words.index("least") + 1])
    return -(-2 * k // 3)


def _other(name: str, of: str, code: int, rule: Rule) -> Item:
    words = Words("ระบุ", "Please specify")
    return Item(name, Kind.TEXT, words, width=OTHER_WIDTH, rule=_joined(rule, Rule((Condition(of, True, (code,)),))))
