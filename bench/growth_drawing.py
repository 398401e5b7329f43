"""A drawing of how seconds grow with ballots, both axes in powers of ten, as SVG."""

from __future__ import annotations

from math import log10

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 360, 80, 310
DASHES = ("", "6 4", "2 3", "10 4 2 4")


def draw(sizes: list[int], lines: dict[str, list[float]]) -> str:
    """`lines`: seconds by size, one line a name; told apart by dashes as well as by their names."""
    low = min(-4, *(int(log10(t)) - 1 for line in lines.values() for t in line))
    step_x = (WIDTH - LEFT - 130) / max(1, len(sizes) - 1)
    step_y = (BOTTOM - 30) / (1 - low)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Seconds of counting by number of ballots, powers of ten</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, 2):
        y = BOTTOM - (power - low) * step_y
        parts.append(f'<path d="M{LEFT} {y:.0f}H{WIDTH - 130}" stroke="#ccc"/>')
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{10**power:g} s</text>'
        )
    for place, size in enumerate(sizes):
        x = LEFT + place * step_x
        parts.append(f'<text x="{x:.0f}" y="{BOTTOM + 22}" text-anchor="middle">{size:,}</text>')
    for times, dash in zip(lines.values(), DASHES, strict=False):
        points = [
            f"{LEFT + i * step_x:.0f},{BOTTOM - (log10(t) - low) * step_y:.0f}"
            for i, t in enumerate(times)
        ]
        parts.append(
            f'<polyline points="{" ".join(points)}" fill="none" stroke="#14365c" '
            f'stroke-width="2" stroke-dasharray="{dash}"/>'
        )
    return "\n".join([*parts, *_labels(lines, low, step_y), "</svg>", ""])


def _labels(lines: dict[str, list[float]], low: int, step_y: float) -> list[str]:
    """The names at the ends of the lines, the highest first, 16 apart at least."""
    labels, y = [], 0.0
    for name, times in sorted(lines.items(), key=lambda line: -line[1][-1]):
        y = max(y + 16, BOTTOM - (log10(times[-1]) - low) * step_y + 4)
        labels.append(f'<text x="{WIDTH - 122}" y="{y:.0f}">{name}</text>')
    return labels
