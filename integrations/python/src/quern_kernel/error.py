"""The error of a kernel, with PostgreSQL's SQLSTATE."""


class QuernError(Exception):
    """What a kernel raises, or why it cannot run.

    Attributes:
        sqlstate: PostgreSQL's code of five characters.
        message: what was wrong.
        row: the first row, from 0, of the data given that raised it; None when it is no row's.
    """

    def __init__(self, sqlstate: str, message: str, row: int | None = None) -> None:
        super().__init__(f"{sqlstate}: {message}" + ("" if row is None else f" (row {row})"))
        self.sqlstate = sqlstate
        self.message = message
        self.row = row

    def __reduce__(self):  # Spark sends errors from process to process.
        return (QuernError, (self.sqlstate, self.message, self.row))
