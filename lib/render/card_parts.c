#include "render/card_parts.h"

#include "base/bytes.h"
#include "cards/pattern_explain.h"
#include "render/atr_bytes.h"
#include "render/escaped.h"
#include "render/paragraph.h"

#include <string.h>

enum { INDENT = 4 };

/* The contents of one column. */
struct cell {
	char bytes[3 * ATR_KEPT];
	struct span pattern;
	char names[24];
	enum role role;
	size_t width;
};

static size_t longest(size_t a, size_t b)
{
	return a > b ? a : b;
}

static void fill(struct cell *cell, const struct atr *atr, const struct card_match *match,
                 const struct pattern_part *part)
{
	cell->pattern = (struct span){match->pattern.text + part->at, part->length};
	hex_write_spaced(cell->bytes, atr->bytes + part->first, part->count);
	cell->role = ROLE_DIM;
	snprintf(cell->names, sizeof cell->names, "nothing");
	if (part->count > 0) {
		struct atr_byte first = atr_byte(atr, part->first);
		struct atr_byte last = atr_byte(atr, part->first + part->count - 1u);

		cell->role = first.role;
		snprintf(cell->names, sizeof cell->names, "%s%s%s", first.name,
		         part->count > 1 ? "-" : "", part->count > 1 ? last.name : "");
	}
	/* A pattern that matches contains plain characters only. */
	cell->width =
		longest(longest(strlen(cell->bytes), cell->pattern.length), strlen(cell->names));
}

/* Returns how many parts, from the given one on, fit in a line; at least one. */
static size_t parts_of_line(const struct layout *layout, const struct atr *atr,
                            const struct card_match *match, size_t from)
{
	size_t column = INDENT, count = 0;
	struct cell cell;

	for (; from + count < match->part_count; count++) {
		fill(&cell, atr, match, &match->parts[from + count]);
		if (layout->width > 0 && count > 0 && column + cell.width > layout->width)
			break;
		column += cell.width + 2;
	}
	return count;
}

enum row { ROW_BYTES, ROW_PATTERN, ROW_NAMES, ROWS };

static void put_row(FILE *out, const struct layout *layout, const struct atr *atr,
                    const struct card_match *match, size_t from, size_t count, enum row row)
{
	const struct palette *palette = layout->palette;
	size_t blanks = INDENT;
	struct cell cell;

	for (size_t i = from; i < from + count; i++) {
		fill(&cell, atr, match, &match->parts[i]);
		const char *words = row == ROW_NAMES ? cell.names : cell.bytes;
		struct span text =
			row == ROW_PATTERN ? cell.pattern : (struct span){words, strlen(words)};

		if (text.length > 0) {
			fprintf(out, "%*s%s", (int)blanks, "", palette->on[cell.role]);
			put_escaped(out, text);
			fputs(palette->off[cell.role], out);
			blanks = 0;
		}
		blanks += cell.width + 2 - text.length;
	}
	putc('\n', out);
}

void render_card_parts(FILE *out, const struct layout *layout, const struct atr *atr,
                       const struct card_match *match)
{
	size_t count;

	if (match->exact)
		paragraph_write(out, layout, INDENT, ROLE_DIM, "every byte matches");
	else if (match->part_count == 0)
		paragraph_write(out, layout, INDENT, ROLE_DIM,
		                "the pattern is too long to explain");
	for (size_t from = 0; from < match->part_count; from += count) {
		count = parts_of_line(layout, atr, match, from);
		for (enum row row = ROW_BYTES; row < ROWS; row++)
			put_row(out, layout, atr, match, from, count, row);
	}
}
