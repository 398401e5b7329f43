"""Joining points into triangles that are as even as they can be (Delaunay, by Bowyer 1981 and Watson 1981)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Point = tuple[float, float]
Triangle = tuple[int, int, int]
FAR = 1e5


def triangulate(points: Sequence[Point]) -> list[Triangle]:
    """Triangles of indexes into `points`; no point lies inside the circle through another three."""
    corners = [*points, (-FAR, -FAR), (FAR, -FAR), (0.0, FAR)]
    count = len(points)
    found: list[Triangle] = [(count, count + 1, count + 2)]
    for index in range(count):
        found = _with(found, index, corners)
    return sorted(each for each in found if max(each) < count)


def _with(triangles: list[Triangle], index: int, corners: Sequence[Point]) -> list[Triangle]:
    """Those whose circle holds the new point give way to a fan around it."""
    hit = [each for each in triangles if _circle_holds(each, index, corners)]
    edges = Counter((min(a, b), max(a, b)) for x, y, z in hit for a, b in ((x, y), (y, z), (z, x)))
    fan: list[Triangle] = [(a, b, index) for (a, b), times in edges.items() if times == 1]
    gone = set(hit)
    return [each for each in triangles if each not in gone] + fan


def _circle_holds(triangle: Triangle, index: int, corners: Sequence[Point]) -> bool:
    """The sign of the determinant, turned for triangles that go the other way round."""
    px, py = corners[index]
    (ax, ay), (bx, by), (cx, cy) = ((corners[i][0] - px, corners[i][1] - py) for i in triangle)
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    inside = ax * (by * c - b * cy) - ay * (bx * c - b * cx) + a * (bx * cy - by * cx)
    turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    return inside * turn > 0
