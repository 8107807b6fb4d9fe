"""Which entity each reference of one document stands for, as far as rules may say so.

Works on one document alone, so the outcome does not depend on what the store holds; who is one across documents
is decided by graph/attachment.py and by people's judgements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from domain.document import Article
from domain.entity import Entity
from domain.judgement import Judgement, Verdict
from domain.mention import KIND_OF_REGISTER, Mention, MentionKind, Reference, ReferenceKind, refer
from domain.statement import Statement
from graph.names import found_name, sort_name
from graph.namesake import Holder, Person, find_holders, find_person
from lexicon.areas import Areas, community_suffixes, load_areas
from lexicon.folding import fold
from lexicon.offices import office_of
from lexicon.organisation_folds import cut_division, shortest_name
from lexicon.organisations import is_qualified, is_unlisted_division, legal_forms, normalise_organisation
from lexicon.posts import national_organisation

RECORDS = "records:"
"""How the founding begins of a community or town of which the records of a unit tell no county."""

FORMER = "name"
"""The role of a former name: it stands for the name alone, not for who bears it."""

INSTITUTIONS = frozenset({MentionKind.ORG, MentionKind.COMMUNITY, MentionKind.PLACE})
_COUNTY = re.compile(r"(?:县|旗|区|市)$")
_TOWNS = ("镇", "乡", "苏木", "街道")
_UNLISTED = re.compile(r"(?P<county>.{1,8}?[县旗])(?P<town>.{1,8}?(?:镇|乡|苏木|街道))")
_LEVEL = re.compile(r".+?(?:省|自治区|市|盟|自治州|地区|县|旗|区|镇|乡|苏木|街道)")


@dataclass
class Resolution:
    """Entities of a document and which reference is which; `links` need no judgement (keys and codes of tables)."""

    entities: dict[str, Entity] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


class Resolver:
    """Resolves the references of one document; made anew for each.

    `known` gives the entity of references that need no rule: whom a row of a register names.
    """

    def __init__(
        self,
        document_id: str,
        articles: Sequence[Article],
        statements: Sequence[Statement],
        is_table: bool = False,
        known: Mapping[str, Entity] = MappingProxyType({}),
    ) -> None:
        self._document_id = document_id
        self._articles = articles
        self._statements = statements
        self._is_table = is_table
        self._areas: Areas = load_areas()
        self._holders = find_holders(articles, statements)
        self._parents = _find_parents(statements)
        self._institutions: dict[str, tuple[Entity, str]] = {}
        self._named: dict[str, Reference] = {}
        self.resolution = Resolution()
        for reference_id, entity in known.items():
            self._keep(entity)
            self.resolution.links[reference_id] = entity.id

    def resolve(self, mentions: Sequence[Mention]) -> Resolution:
        """Return the entities and the decisions for all references of the statements and all mentions."""
        references = [(role, reference) for s in self._statements for role, reference in s.references()]
        references += [("", refer(mention)) for mention in mentions]
        for _, reference in references:
            if reference.mention_kind in INSTITUTIONS:
                known = self._named.get(_plain(reference.name))
                if known is None or (reference.code and not known.code):
                    self._named[_plain(reference.name)] = reference
        people = self._found_people()
        for statement in self._statements:
            if statement.predicate in ("HOLDS_POST", "VACANT"):
                self._link_post(statement)
        for role, reference in references:
            self._link(role, reference, people)
        return self.resolution

    def _found_people(self) -> dict[Person, list[tuple[Holder, Entity]]]:
        """Found a person for each holder; namesakes in one article are several."""
        return {
            person: [(holder, self._found_person(holder)) for holder in holders]
            for person, holders in self._holders.items()
        }

    def _found_person(self, holder: Holder) -> Entity:
        first = holder.first
        founding = _founded_at(self._document_id, first.start, first.end)
        return Entity("Person", "".join(first.text.split()), founding, front_line=holder.front_line)

    def _find_person(self, reference: Reference, people: Mapping[Person, list[tuple[Holder, Entity]]]) -> Entity | None:
        """Return whom a name means; a bare name that several in the article bear stays open."""
        candidates = people.get(find_person(self._articles, reference.start, reference.text), [])
        named = [e for holder, e in candidates if any(m.start == reference.start for m in holder.mentions)]
        if named:
            return named[0]
        return candidates[0][1] if len(candidates) == 1 else None

    def _link_post(self, statement: Statement) -> None:
        post, organisation = statement.find("post"), statement.find("org")
        if not isinstance(post, Reference) or not post.text:
            return
        national = national_organisation(post.text)
        if isinstance(organisation, Reference):
            office = office_of(organisation.name, post.name)
            same = organisation if sort_name(office.body) == sort_name(organisation.name) else None
        elif national:
            office, same = office_of(national, post.name), None
        else:
            return
        body, _ = self._found_institution(same or self._reference_to(office.body))
        if same and body.kind == "Organisation" and (whole := office_of(body.name, post.name)).body != body.name:
            # 人民政府 behind a town: whose office it is shows by the full name.
            office, (body, _) = whole, self._found_institution(self._reference_to(whole.body))
        entity = Entity("Post", office.title, f"{body.id}|{office.title}", body=body.id)
        self._keep(entity)
        self._keep(body)
        self._judge(post.id(self._document_id, "post"), entity, "rule:office-of-body", "职务随所属机构")

    def _reference_to(self, name: str) -> Reference:
        """Return the document's own reference of this name, else one that is only implied."""
        found = self._named.get(_plain(name))
        if found is None:
            found = next((r for n, r in self._named.items() if sort_name(n) == sort_name(name)), None)
        return found or Reference(ReferenceKind.LITERAL, name)

    def _link(self, role: str, reference: Reference, people: Mapping[Person, list[tuple[Holder, Entity]]]) -> None:
        reference_id = reference.id(self._document_id, role)
        if not reference.text:
            return  # a post that the text leaves out
        if reference_id in self.resolution.judgements or reference_id in self.resolution.links:
            return
        if reference.kind is ReferenceKind.KEY:
            kind = KIND_OF_REGISTER[reference.register.partition(":")[0]]
            entity = Entity(kind, reference.text, f"key:{reference.register}:{reference.text}")
            self._keep(entity)
            self.resolution.links[reference_id] = entity.id
            return
        if role == FORMER:
            entity = found_name(reference.text)
            self._keep(entity)
            self._judge(reference_id, entity, "rule:name", "按名称")
            return
        match reference.mention_kind:
            case MentionKind.PERSON:
                person = self._find_person(reference, people)
                if person:
                    self._keep(person)
                    self._judge(reference_id, person, "rule:name-post-organisation", "同一篇文章中同名并有职务和机构")
            case MentionKind.SERVICE | MentionKind.AWARD:
                kind = str(reference.mention_kind).capitalize()
                entity = Entity(kind, reference.text, f"name:{sort_name(reference.text)}")
                self._keep(entity)
                self._judge(reference_id, entity, "rule:name", "按名称")
            case MentionKind.ORG | MentionKind.COMMUNITY | MentionKind.PLACE | None:
                institution, rule = self._found_institution(reference)
                self._keep(institution)
                self._judge(reference_id, institution, rule, _WHY[rule])

    def _found_institution(self, reference: Reference) -> tuple[Entity, str]:
        if reference.kind is ReferenceKind.LITERAL:
            reference = self._named.get(_plain(reference.name), reference)
        key = f"{reference.mention_kind}:{reference.code or _plain(reference.name)}"
        if key not in self._institutions:
            self._institutions[key] = self._make_institution(reference)
        return self._institutions[key]

    def _make_institution(self, reference: Reference) -> tuple[Entity, str]:
        name = _plain(reference.name)
        kind = _kind_of(reference, name, self._areas)
        own = _plain(reference.text)
        above = name.removesuffix(own) if kind == "Community" and name.endswith(own) else ""
        if reference.code:
            area = self._areas.find(reference.code)
            return Entity(kind, area.name if area else name, f"code:{reference.code}", reference.code), "rule:code"
        if kind == "Organisation":
            return self._make_organisation(name)
        if kind == "Community" and not above and (cut := self._cut_above(name)):
            above, own, code = cut
            if code:
                return Entity(kind, own, f"code:{code}", code), "rule:code"
        if kind == "Place" and not self._parents.get(name):
            context = [n for n in self._named if n != name]
            area = self._areas.resolve(name, context) or self._areas.find_chain(name, context)
            if area is not None:
                return Entity(kind, area.name, f"code:{area.code}", area.code), "rule:code"
        if kind == "Place" and (parts := _split_unlisted(name)) and "".join(parts) == name:
            code = self._code_of(parts[1], parts)
            if code:
                return Entity(kind, parts[1], f"code:{code}", code), "rule:code"
            return self._make_local(kind, parts[1], parts[0])
        if kind == "Place" and is_unlisted_division(name):
            return Entity(kind, name, f"name:{name}"), "rule:full-name"
        return self._make_local(kind, own if above else name, above)

    def _make_organisation(self, name: str) -> tuple[Entity, str]:
        """Found a body on its full name: as written, with the division that the text tells, or with its community's."""
        full = normalise_organisation(name)
        opening = self._areas.find_prefix(full)
        if name in self._prefixed and not any(area.name == opening for area in self._areas.by_name(opening)):
            full = normalise_organisation(self._prefixed[name] + name)
        if not is_qualified(full, self._areas):
            full = self._lengthen(name, full)
        if is_qualified(full, self._areas):
            return Entity("Organisation", full, f"name:{full}"), "rule:full-name"
        return self._make_local("Organisation", full)

    def _lengthen(self, name: str, full: str) -> str:
        """Return the name of a body with the divisions above it where the text makes them sure."""
        told = normalise_organisation(name, self._divisions)
        if is_qualified(told, self._areas):
            return told
        chain = self._chain_of(name) or self._chain_of_form(full)
        if not chain:
            communities = [n for n in self._named if full.startswith(n) and n.endswith(community_suffixes())]
            community = max(communities, key=len, default="")
            code = self._named[community].code[:9] if community else ""
            chain = (f"code:{code}",) if code else self._chain_of(community) if community else ()
        area = self._areas.find(chain[0].removeprefix("code:")) if chain else None
        if area is None:
            return full
        if len(chain) > 1 and full.startswith(chain[-1]):
            chain = chain[:-1]  # 乌丹｜一中, whose full name is 乌丹一中
        return normalise_organisation("".join((shortest_name(area, self._areas), *chain[1:], full)))

    def _chain_of_form(self, full: str) -> tuple[str, ...]:
        """Return where the text puts another form of a body with its town: 某县｜某乡人民政府, then 某乡政府."""
        if not cut_division(full)[0]:
            return ()
        named = [name for name in self._parents if normalise_organisation(name) == full]
        chains = {self._chain_of(name) for name in named}
        return next(iter(chains)) if len(chains) == 1 else ()

    @cached_property
    def _prefixed(self) -> dict[str, str]:
        """The division that stands in front of the legal name of a firm as its beginning: 某县｜某某有限公司."""
        found: dict[str, str] = {}
        for statement in self._statements:
            inner, outer = statement.find("place_of"), statement.find("place")
            if statement.predicate != "LOCATED_IN" or not isinstance(inner, Reference):
                continue
            if outer is not None and inner.text.endswith(legal_forms()) and inner.start == outer.end:
                found.setdefault(_plain(inner.name), _plain(outer.text))
        return found

    @cached_property
    def _divisions(self) -> tuple[str, ...]:
        """The divisions that the document names, alone or in front of a body."""
        return tuple(sorted({part for name in self._named for part in self._areas.split_prefixes(name)}))

    def _cut_above(self, name: str) -> tuple[str, str, str] | None:
        """Return the divisions in front of a community's name, its own name, and its code where one is sure."""
        prefixes = self._areas.split_prefixes(name) or _split_unlisted(name)
        own = name.removeprefix("".join(prefixes))
        area = self._areas.resolve(prefixes[-1], [*prefixes[:-1], *self._named]) if prefixes else None
        if len(own) < 3 or not _is_sure(self._chain_in("".join(prefixes))):
            return None
        if area is None or area.name != prefixes[-1] or self._code_of(prefixes[-1], prefixes) != area.code:
            return ("".join(prefixes), own, "") if prefixes[-1].endswith(_TOWNS) else None
        county = area.code[:6] if area.level == "street" else area.code
        found = [v.code for v in self._areas.villages(county) if v.name == own and v.code.startswith(area.code)]
        return "".join(prefixes), own, found[0] if len(found) == 1 else ""

    def _make_local(self, kind: str, name: str, above: str = "") -> tuple[Entity, str]:
        """Found it on the chain of places above it, written in its full name or in the text, else on this document.

        In the records of a unit a community without a town is the same in all of them, as its grids and households
        are (ingest/scope.py), and so is what bears its name (云杉社区党支部).
        """
        chain = self._chain_in(above) if above else self._chain_of(name)
        if above and not _is_sure(chain):
            chain = self._chain_of(above + name)
        if _is_sure(chain):
            return Entity(kind, name, f"in:{'/'.join(chain)}:{name}"), "rule:place-chain"
        if self._is_table and (kind != "Organisation" or _bears_community(name)):
            return Entity(kind, name, f"{RECORDS}{'/'.join(chain)}:{name}"), "rule:named-in-records"
        return Entity(kind, name, f"{self._document_id}:{name}"), "rule:named-in-document"

    def _chain_of(self, name: str) -> tuple[str, ...]:
        """Return the places above, highest first, up to the nearest that has a code or is a county."""
        chain: list[str] = []
        while (parent := self._parents.get(name)) is not None and len(chain) < 6:
            name = _plain(parent.name)
            code = parent.code or self._code_of(name)
            chain.insert(0, f"code:{code}" if code else name)
            if code or _COUNTY.search(name):
                break
        return tuple(chain)

    def _chain_in(self, above: str) -> tuple[str, ...]:
        """Return the chain written in front of a name (白桦旗青川镇), highest first, from its lowest code or county."""
        parts = _LEVEL.findall(above)
        chain: list[str] = []
        for part in reversed(parts):
            code = self._code_of(part, parts[: parts.index(part)])
            chain.insert(0, f"code:{code}" if code else part)
            if code or _COUNTY.search(part):
                break
        return tuple(chain)

    def _code_of(self, name: str, context: Sequence[str] = ()) -> str:
        """Return the code of the division, "" where the text leaves it open or puts it into one it does not lie in."""
        area = self._areas.resolve(name, [n for n in (*context, *self._named) if n != name])
        above = [self._areas.resolve(n, context) for n in context if n != name] if area else []
        return area.code if area and all(self._areas.is_within(area, each) for each in above if each) else ""

    def _keep(self, entity: Entity) -> None:
        self.resolution.entities.setdefault(entity.id, entity)

    def _judge(self, reference_id: str, entity: Entity, rule: str, why: str) -> None:
        if self._is_table:
            self.resolution.links[reference_id] = entity.id
            return
        self.resolution.judgements.setdefault(
            reference_id, Judgement(reference_id, Verdict.IS, entity.id, by=rule, why=why, ground=self._document_id)
        )


def _split_unlisted(name: str) -> tuple[str, ...]:
    """Return county and town in front of a name where no list knows the county: 某旗｜某镇."""
    found = _UNLISTED.match(name)
    return found.groups() if found and is_unlisted_division(found["county"]) else ()


def _is_sure(chain: Sequence[str]) -> bool:
    """True when a chain of places begins with a code or a county: what lies there is told from its namesakes."""
    return bool(chain) and (chain[0].startswith("code:") or _COUNTY.search(chain[0]) is not None)


def _plain(name: str) -> str:
    """Return the name in simplified characters, without blanks: what is told from others by it, not how it is shown."""
    return fold("".join(name.split()))


def _founded_at(document_id: str, start: int, end: int) -> str:
    return f"{document_id}:{start}:{end}"


def person_at(document_id: str, start: int, end: int) -> str:
    """Return the id of the person whom a document names first at this place, if it names one there."""
    return Entity("Person", "", _founded_at(document_id, start, end)).id


def _bears_community(name: str) -> bool:
    """True when a name begins with that of a community: 云杉社区党支部."""
    return any(0 < name.find(suffix) < len(name) - len(suffix) for suffix in community_suffixes() if len(suffix) > 1)


_WHY = {
    "rule:code": "按行政区划代码",
    "rule:full-name": "名称本身说明是哪一个机构",
    "rule:place-chain": "按文中所在地",
    "rule:named-in-records": "各表中同名的社区",
    "rule:named-in-document": "只知本文中的名称，未与其他文件合并",
}


def _find_parents(statements: Iterable[Statement]) -> dict[str, Reference]:
    """Return for each place, community or organisation of the text the nearest place the text puts it into."""
    parents: dict[str, Reference] = {}
    for statement in statements:
        inner, outer = statement.find("place_of"), statement.find("place")
        if statement.predicate == "LOCATED_IN" and isinstance(inner, Reference) and isinstance(outer, Reference):
            parents.setdefault(_plain(inner.name), outer)
    return parents


def _kind_of(reference: Reference, name: str, areas: Areas) -> str:
    if reference.mention_kind is MentionKind.COMMUNITY:
        return "Community"
    if reference.mention_kind is MentionKind.PLACE:
        return "Place"
    if reference.mention_kind is MentionKind.ORG:
        return "Organisation"
    if areas.by_name(name) or areas.find_chain(name) or is_unlisted_division(name):
        return "Place"
    return "Community" if name.endswith(community_suffixes()) else "Organisation"
