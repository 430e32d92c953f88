_Columns = tuple[bytes, ...]

def members(
    data: bytes, start: int, member: int, end: int, words: bytes, codes: bytes, values: bytes, factor: int,
    lists: int, counted: int, ignored: int, /,
) -> tuple[_Columns, _Columns, _Columns, int, list[int]]: ...  # fmt: skip
