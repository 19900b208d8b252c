# get_type_hints() of starred arguments, of references by text in every place, and of classes with type parameters.
from __future__ import annotations

import typing
from typing import Annotated, ClassVar, Final, Generic, Literal, Optional, TypeVar, TypeVarTuple, Union, Unpack

Ts = TypeVarTuple("Ts")
T = TypeVar("T")


def starred(*args: *Ts): ...
def pair(*args: *tuple[int, "str"]): ...
def endless(*args: *tuple[int, ...]): ...
def listed(x: list["int"], y: dict["str", "list[T]"], z: "tuple[int, ...]") -> "None": ...
def joined(x: "int | None", y: Optional["str"], z: Union["int", "listed.__class__"]): ...
def noted(x: Annotated["int", "a note"], y: list[Annotated["str", 1]], z: Literal["int"]): ...


for f in starred, pair, endless, listed, joined, noted:
    print(f.__name__, typing.get_type_hints(f))
    print(f.__name__, typing.get_type_hints(f, include_extras=True))


class Plain(Generic[T]):
    a: ClassVar["int"]
    b: Final["str"] = ""
    c: "Plain[T]"
    d: ClassVar
    next: Optional["Plain"] = None


class Heir[S](Plain[S]):
    e: "S"
    f: list["S"]


print(typing.get_type_hints(Plain))
print({k: v for k, v in typing.get_type_hints(Heir).items() if k in "ef"})


def scoped[K](x: K, y: "list[K]", z: list["K"]) -> "dict[K, T]": ...


print(typing.get_type_hints(scoped))
for wrong in "1 +", "unknown", "int[":
    def f(x): ...
    f.__annotations__ = {"x": wrong}
    try:
        print(typing.get_type_hints(f))
    except Exception as e:
        print(type(e).__name__, e)
for thing in 1, "text", None, len, int, typing, typing.List:
    try:
        print(thing if thing is not typing else "typing", typing.get_type_hints(thing))
    except Exception as e:
        print(type(e).__name__, e)
