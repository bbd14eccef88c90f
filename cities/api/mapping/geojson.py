"""Lists as maps read them: GeoJSON, RFC 7946."""

from collections.abc import Iterable
from typing import Any

from cities.api.schemas.answers import Feature, FeatureCollection, Geometry
from cities.api.schemas.records import Member, Practice, Territory
from cities.api.schemas.references import TerritoryReference

Point = list[float]


def member_features(total: int, members: Iterable[Member]) -> FeatureCollection:
    """A member is where it sits, or where it acts when nobody says where it sits."""
    features = [_feature(member, [member.seat] if _point(member.seat) else member.territories) for member in members]
    return FeatureCollection(type="FeatureCollection", total=total, features=features)


def practice_features(total: int, practices: Iterable[Practice]) -> FeatureCollection:
    features = [_feature(practice, practice.territories) for practice in practices]
    return FeatureCollection(type="FeatureCollection", total=total, features=features)


def territory_features(total: int, territories: Iterable[Territory]) -> FeatureCollection:
    features = [_feature(territory, [territory]) for territory in territories]
    return FeatureCollection(type="FeatureCollection", total=total, features=features)


def _feature(record: Member | Practice | Territory, places: Iterable[TerritoryReference | Territory | None]) -> Feature:
    points = [point for place in places if (point := _point(place))]
    return Feature(type="Feature", id=record.id, geometry=_geometry(points), properties=_properties(record))


def _point(place: TerritoryReference | Territory | None) -> Point | None:
    """Longitude first, as the standard has it."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return [place.longitude, place.latitude]


def _geometry(points: list[Point]) -> Geometry | None:
    if not points:
        return None
    if len(points) == 1:
        return Geometry(type="Point", coordinates=points[0])
    return Geometry(type="MultiPoint", coordinates=points)


def _properties(record: Member | Practice | Territory) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude={"id"})
