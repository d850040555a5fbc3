"""The typed table block with the two hooks through which wagtail-localize translates its words."""

from wagtail.blocks import CharBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue


class TranslatableTableBlock(TypedTableBlock):
    """Headings and text cells are translated, numbers are kept: without this, a table yields nothing to translate.

    A segment's path is where its words stand (`caption`, `heading.2`, `cell.0.1`), because cells have no identity.
    """

    def get_translatable_segments(self, value: TypedTable) -> list[StringSegmentValue]:
        segments = [StringSegmentValue("caption", value.caption or "")]
        for at, column in enumerate(value.columns):
            segments.append(StringSegmentValue(f"heading.{at}", column["heading"] or ""))
        for row, column, text in _texts(value):
            segments.append(StringSegmentValue(f"cell.{row}.{column}", text))
        return [segment for segment in segments if not segment.is_empty()]

    def restore_translated_segments(self, value: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        """The same table with the words of the segments; a path that no longer exists is passed over."""
        words = {segment.path: segment.render_text() for segment in segments}
        texts = {(row, column) for row, column, _ in _texts(value)}
        return TypedTable(
            columns=[
                {**column, "heading": words.get(f"heading.{at}", column["heading"])}
                for at, column in enumerate(value.columns)
            ],
            row_data=[
                {
                    "values": [
                        words.get(f"cell.{row}.{at}", kept) if (row, at) in texts else kept
                        for at, kept in enumerate(data["values"])
                    ]
                }
                for row, data in enumerate(value.row_data)
            ],
            caption=words.get("caption", value.caption),
        )


def _texts(value: TypedTable):
    """Row, column and text of every cell that holds words."""
    for row, data in enumerate(value.row_data):
        for at, (column, text) in enumerate(zip(value.columns, data["values"], strict=False)):
            if isinstance(column["block"], CharBlock) and text:
                yield row, at, text
