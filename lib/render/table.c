#include "render/table.h"

#include "base/columns.h"
#include "base/escape.h"

#include <string.h>

enum {
	GAP = 2,
	DOTS = 3,
	COLUMNS_MAX = 8,
	TEXT_MAX = 512, /* a longer text is truncated */
};

struct safe_text {
	char text[4 * TEXT_MAX + 1];
	size_t length;
};

static void make_safe(struct safe_text *safe, const char *text)
{
	safe->length =
		escape_terminal(safe->text, sizeof safe->text, text, strnlen(text, TEXT_MAX));
}

/* Returns the number of bytes of the characters that fit in this many columns. */
static size_t fitting(const char *text, size_t length, size_t columns)
{
	size_t at = 0;
	uint32_t point;

	while (at < length) {
		size_t next = at + utf8_next(text + at, length - at, &point);

		if (next == at || utf8_columns(text, next) > columns)
			break;
		at = next;
	}
	return at;
}

/* Returns the offset of the characters at the end that fit in this many columns. */
static size_t fitting_end(const struct safe_text *safe, size_t columns)
{
	uint32_t point;
	size_t at = 0;

	while (at < safe->length && utf8_columns(safe->text + at, safe->length - at) > columns)
		at += utf8_next(safe->text + at, safe->length - at, &point);
	return at;
}

/* Moves a position to a nearby blank, so that bytes in hex are not split. */
static size_t back_to_blank(const char *text, size_t at)
{
	for (size_t i = at; i > 0 && i + 2 >= at; i--)
		if (text[i] == ' ')
			return i;
	return at;
}

static size_t on_to_blank(const char *text, size_t at)
{
	for (size_t i = at; i <= at + 2 && text[i] != '\0'; i++)
		if (text[i - 1] == ' ')
			return i;
	return at;
}

/* Leaves out the middle of a text that is too wide. */
static void shorten(struct safe_text *safe, size_t columns)
{
	if (utf8_columns(safe->text, safe->length) <= columns)
		return;
	if (columns <= DOTS) {
		safe->length = fitting(safe->text, safe->length, columns);
		return;
	}
	size_t tail = (columns - DOTS) * 2 / 5;
	size_t end = on_to_blank(safe->text, fitting_end(safe, tail));
	size_t head =
		back_to_blank(safe->text, fitting(safe->text, safe->length, columns - DOTS - tail));

	memmove(safe->text + head + DOTS, safe->text + end, safe->length - end);
	memcpy(safe->text + head, "...", DOTS);
	safe->length = head + DOTS + (safe->length - end);
}

static size_t widest(const size_t *widths, size_t columns)
{
	size_t found = 0;

	for (size_t i = 1; i < columns; i++)
		if (widths[i] > widths[found])
			found = i;
	return found;
}

static void shrink_to_page(size_t *widths, size_t columns, size_t page)
{
	size_t total = GAP * (columns - 1);

	for (size_t i = 0; i < columns; i++)
		total += widths[i];
	for (; page > 0 && total > page; total--) {
		size_t *most = &widths[widest(widths, columns)];

		if (*most <= 1)
			break;
		--*most;
	}
}

static void measure(const struct table_cell *cells, size_t rows, size_t columns, size_t *widths)
{
	struct safe_text safe;

	for (size_t i = 0; i < rows * columns; i++) {
		make_safe(&safe, cells[i].text);
		size_t width = utf8_columns(safe.text, safe.length);

		if (width > widths[i % columns])
			widths[i % columns] = width;
	}
}

static void put_row(FILE *out, const struct layout *layout, const struct table_cell *cells,
                    const size_t *widths, size_t columns)
{
	size_t blanks = 0;
	struct safe_text safe;

	for (size_t i = 0; i < columns; i++) {
		make_safe(&safe, cells[i].text);
		shorten(&safe, widths[i]);
		if (safe.length > 0)
			fprintf(out, "%*s%s%.*s%s", (int)blanks, "",
			        layout->palette->on[cells[i].role], (int)safe.length, safe.text,
			        layout->palette->off[cells[i].role]);
		blanks = (safe.length > 0 ? 0 : blanks) + widths[i] + GAP -
			utf8_columns(safe.text, safe.length);
	}
	fputc('\n', out);
}

void render_table(FILE *out, const struct layout *layout, const struct table_cell *cells,
                  size_t rows, size_t columns)
{
	size_t widths[COLUMNS_MAX] = {0};

	measure(cells, rows, columns, widths);
	shrink_to_page(widths, columns, layout->width);
	for (size_t i = 0; i < rows; i++)
		put_row(out, layout, cells + i * columns, widths, columns);
}
