"""What notebooks run in: the part `kernels` of the declaration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from terrane_hub.fields import Fields

KINDS = ("session", "environment", "system", "image")
ID = "[a-z0-9][a-z0-9._-]{0,39}"
IMAGE = r"[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}"


@dataclass(frozen=True)
class Kernel:
    id: str
    """As notebooks name it."""
    name: str
    """As people see it."""
    kind: str
    """'session': Python of the sessions' own environment; 'environment': Python of an environment of the kernel's own;
    'system': a language of the distribution; 'image': what an image has."""
    language: str
    groups: tuple[str, ...] = ()
    """Whose members may use it; everybody where it is empty."""
    until: date | None = None
    """The last day on which it may be used, in UTC."""
    gpus: int = 0
    """That a session needs for it."""
    image: str | None = None
    spark_memory_mib: int | None = None

    @property
    def image_folder(self) -> str:
        """Of an image: named after its digest."""
        assert self.image is not None
        return self.image.rpartition(":")[2]


def read_kernels(fields: Fields) -> tuple[Kernel, ...]:
    """None where the declaration has none: sessions have the Python of their own then."""
    return fields.maybe("kernels", lambda key: tuple(_kernel(child) for child in fields.children(key))) or ()


def _kernel(fields: Fields) -> Kernel:
    kind = fields.one_of("kind", KINDS)
    kernel = Kernel(
        id=fields.like("id", ID, 'a name such as "climate-2027", of small letters, digits, "-", "." and "_",'),
        name=fields.text("name"),
        kind=kind,
        language=fields.text("language"),
        groups=fields.texts("groups"),
        until=fields.maybe("until", fields.day),
        gpus=fields.whole("gpus", 0),
        image=_image(fields, kind),
        spark_memory_mib=fields.maybe("sparkMemoryMiB", lambda key: fields.whole(key, least=1)),
    )
    fields.end()
    return kernel


def _image(fields: Fields, kind: str) -> str | None:
    if kind == "image":
        return fields.like("image", IMAGE, "an image with its registry and digest")
    if fields.maybe("image", fields.text) is not None:
        raise fields.refuse("image", f'is given, but the kind is "{kind}"')
    return None
