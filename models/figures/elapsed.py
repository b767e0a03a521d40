"""Elapsed days, as each database computes them."""

from typing import Any

from sqlalchemy import Float, Integer, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class whole_days(GenericFunction[int]):  # noqa: N801 (the name of a function in SQL)
    """The whole days of 24 hours from one moment to another."""

    type = Integer()
    inherit_cache = True


@compiles(whole_days, "sqlite")
def _in_sqlite(element: whole_days, compiler: SQLCompiler, **options: Any) -> str:
    begun, ended = element.clauses
    # Moments are texts there; half a second makes up for julianday's rounding.
    elapsed = cast(func.julianday(ended) - func.julianday(begun) + 0.5 / 86_400, Integer)
    return compiler.process(elapsed, **options)


@compiles(whole_days, "postgresql")
def _in_postgresql(element: whole_days, compiler: SQLCompiler, **options: Any) -> str:
    begun, ended = element.clauses
    elapsed = cast(func.floor(cast(func.extract("epoch", ended - begun), Float) / 86_400), Integer)
    return compiler.process(elapsed, **options)
