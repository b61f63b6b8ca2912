"""How much ink a picture bears, and how it is brought under what the paper takes.

Newsprint takes some 240 percent of all inks together (ISO 12647-3); more does not dry, sets off on
the next sheet and shows through. Percent here are those of the plates, each 0 to 100.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_FULL = 255 / 100  # of a plate's values to a percent
_EDGE = 2.0  # percent that is kept free, since a JPEG overshoots beside an edge
_STEP = 0.5  # percent; less is rounding
_TRIES = 5


def most_ink(image: Image) -> float:
    """The most ink that a point of a separated picture bears, percent."""
    from PIL import ImageMath

    plates = dict(zip("cmyk", image.split(), strict=True))
    total = ImageMath.lambda_eval(lambda p: p["c"] + p["m"] + p["y"] + p["k"], **plates)
    return float(total.getextrema()[1]) / _FULL


def encoded_under(image: Image, limit: int, quality: int) -> bytes:
    """A separated picture as a JPEG no point of which bears more than a limit, percent."""
    from PIL import Image as Images

    wanted, data = limit - _EDGE, b""
    for _ in range(_TRIES):
        out = io.BytesIO()
        brought_under(image, wanted).save(
            out, "JPEG", quality=quality, optimize=True, subsampling=0
        )
        data = out.getvalue()
        with Images.open(io.BytesIO(data), formats=("JPEG",)) as made:
            over = most_ink(made) - limit
        if over <= 0:
            break
        wanted -= over + _STEP
    return data


def brought_under(image: Image, limit: float) -> Image:
    """A separated picture with less of the colours where it bears more than a limit, percent.

    The grey part of the three colours is taken out and black put in its place (GCR), so that the
    shadow stays as deep; what is still too much is taken from the three alike.
    """
    if most_ink(image) <= limit:
        return image
    from PIL import Image as Images
    from PIL import ImageMath

    most = limit * _FULL
    plates = dict(zip("cmyk", image.split(), strict=True))

    def grey(p: Any) -> Any:
        over = p["max"](p["float"](p["c"] + p["m"] + p["y"] + p["k"]) - most, 0)
        least = p["min"](p["min"](p["float"](p["c"]), p["float"](p["m"])), p["float"](p["y"]))
        return p["min"](p["min"](over / 2, least), 255 - p["float"](p["k"]))

    taken = ImageMath.lambda_eval(grey, **plates)
    known = {**plates, "g": taken}

    def kept(p: Any) -> Any:
        """The share of the colours that is left when black has its room."""
        room = p["max"](most - p["float"](p["k"]) - p["g"], 0)
        colours = p["float"](p["c"] + p["m"] + p["y"]) - 3 * p["g"]
        return p["min"](room / p["max"](colours, 1), 1)

    known["s"] = ImageMath.lambda_eval(kept, **known)

    def colour(name: str) -> Image:
        less = ImageMath.lambda_eval(
            lambda p: p["convert"]((p["float"](p[name]) - p["g"]) * p["s"], "L"), **known
        )
        return _image(less)

    black = ImageMath.lambda_eval(lambda p: p["convert"](p["float"](p["k"]) + p["g"], "L"), **known)
    return Images.merge("CMYK", [*map(colour, "cmy"), _image(black)])


def _image(made: Any) -> Image:
    from PIL.Image import Image as ImageType

    if not isinstance(made, ImageType):
        raise TypeError(type(made).__name__)
    return made
