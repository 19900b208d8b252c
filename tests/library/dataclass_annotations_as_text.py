# Annotations given as text: which are class variables and init-only, by the first names in them.
import dataclasses
import typing
from dataclasses import InitVar, dataclass, field
from typing import ClassVar

Alias = typing.ClassVar[int]
Bare = typing.ClassVar
OnlyInit = InitVar[int]
Number = int

for hint in ("ClassVar[int]", " ClassVar [int]", "typing.ClassVar[str]", "typing . ClassVar", "Alias", "Bare", "ClassVar+",
             "typing.Alias", "Number", "dataclasses.ClassVar", "OnlyInit", "InitVar[int]", " dataclasses.InitVar",
             "typing.InitVar", "int", "unknown.ClassVar", "list[ClassVar[int]]"):
    made = dataclasses.make_dataclass("Made", [("x", hint)], namespace={"__module__": __name__})
    made = dataclass(type("Made", (), {"__annotations__": {"x": hint}, "__module__": __name__}))
    kind = made.__dataclass_fields__["x"]._field_type
    print(repr(hint), kind, [f.name for f in dataclasses.fields(made)])


@dataclass
class Node:
    next: "Node" = field(default=None, metadata={})


own = Node.__dataclass_fields__["next"]
own.type = own
print(repr(own).count("..."))


def twice():
    class Wrong[T](typing.Generic[T]):
        pass


try:
    twice()
except TypeError as e:
    print(e)
