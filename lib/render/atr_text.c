#include "render/atr_formats.h"

#include "base/bytes.h"
#include "atr/describe_atr.h"
#include "render/atr_bytes.h"
#include "render/cards.h"
#include "render/paragraph.h"

#include <string.h>

enum {
	HEX_COLUMNS = 17, /* six bytes; more of them move the text to the right */
	HEX_COLUMNS_NARROW = 11,
	NARROW = 60,
	NAME_COLUMNS = 24, /* likewise for a longer name */
	NEAR = 12,         /* details start below the text if it is at most this far to the right */
};

const char *const atr_byte_sections[] = {"interface bytes", "check byte", "extra bytes", NULL};
/* The other sections. */
static const char *const atr_sections[] = {
	"parameters", "historical bytes", "contactless", "problems", "profile", "reader", NULL};

/* What to write, and how and where to. */
struct page {
	FILE *out;
	const struct layout *layout;
	const struct atr_report *report;
};

static size_t cell_width(const struct atr_byte *byte)
{
	size_t name = strlen(byte->name);

	return name > 2 ? name : 2;
}

/* Returns how many bytes from offset on fit in a line; at least one. */
static size_t cells_of_line(const struct page *page, size_t offset)
{
	const struct atr *atr = &page->report->atr;
	size_t column = 0, count = 0;

	for (; offset + count < atr->length; count++) {
		struct atr_byte byte = atr_byte(atr, offset + count);
		size_t width = cell_width(&byte);

		if (page->layout->width > 0 && count > 0 && column + width > page->layout->width)
			break;
		column += width + 2;
	}
	return count;
}

static void draw_line(const struct page *page, size_t offset, size_t count, bool names)
{
	const struct palette *palette = page->layout->palette;
	size_t blanks = 0;

	for (size_t i = offset; i < offset + count; i++) {
		struct atr_byte byte = atr_byte(&page->report->atr, i);
		size_t width = cell_width(&byte);
		char hex[3];

		hex_write(hex, &page->report->atr.bytes[i], 1);
		const char *text = names ? byte.name : hex;
		for (; blanks > 0; blanks--)
			putc_unlocked(' ', page->out);
		fputs(palette->on[byte.role], page->out);
		fputs(text, page->out);
		fputs(palette->off[byte.role], page->out);
		blanks = width + 2 - strlen(text);
	}
	putc('\n', page->out);
}

/* Shows the bytes with their names below them. */
static void put_byte_table(const struct page *page)
{
	size_t count;

	for (size_t offset = 0; offset < page->report->atr.length; offset += count) {
		if (offset > 0)
			putc('\n', page->out);
		count = cells_of_line(page, offset);
		draw_line(page, offset, count, false);
		draw_line(page, offset, count, true);
	}
}

/* Widths of names and bytes, shared by consecutive rows. */
struct columns {
	size_t name, hex;
};

static void at_least(size_t *columns, size_t wanted, size_t most)
{
	if (wanted <= most && wanted > *columns)
		*columns = wanted;
}

static void measure(const struct page *page, const struct node *parent, struct columns *columns)
{
	unsigned width = page->layout->width;
	size_t most = width > 0 && width < NARROW ? HEX_COLUMNS_NARROW : HEX_COLUMNS;

	for (const struct node *node = tree_first(&page->report->tree, parent); node != NULL;
	     node = tree_next(&page->report->tree, node)) {
		at_least(&columns->name, strlen(tree_name(&page->report->tree, node)),
		         NAME_COLUMNS);
		if (node->kind == NODE_FIELD && node->length > 0)
			at_least(&columns->hex, 3 * (size_t)node->length - 1, most);
	}
}

static void put_hex(const struct page *page, struct paragraph *row, const struct node *node)
{
	const struct atr *atr = &page->report->atr;
	char hex[3 * ATR_KEPT];

	if (node->offset + node->length <= atr->length) {
		hex_write_spaced(hex, atr->bytes + node->offset, node->length);
		paragraph_string(row, node->role, hex);
	}
}

/* Returns the column of the text in a row with this indentation. */
static size_t text_column(const struct columns *columns, size_t indent)
{
	return indent + (columns->name > 0 ? columns->name + 2 : 0) +
		(columns->hex > 0 ? columns->hex + 2 : 0);
}

static bool is_narrow(const struct page *page, size_t column)
{
	return page->layout->width > 0 && column > page->layout->width / 2;
}

static void put_row(const struct page *page, const struct node *node, const struct columns *columns,
                    size_t indent)
{
	const struct tree *tree = &page->report->tree;
	bool field = node->kind == NODE_FIELD;
	size_t text = text_column(columns, indent);
	size_t hang = is_narrow(page, text) ? indent + 4 : text;
	struct paragraph row;

	paragraph_start(&row, page->out, page->layout, indent);
	row.hang = hang;
	paragraph_string(&row, field ? node->role : ROLE_PLAIN, tree_name(tree, node));
	if (field) {
		paragraph_to_column(&row, indent + columns->name + 2, hang);
		put_hex(page, &row, node);
	}
	paragraph_to_column(&row, text, hang);
	paragraph_string(&row, field ? ROLE_PLAIN : node->role, tree_text(tree, node));
	paragraph_end(&row);
}

static void put_heading(const struct page *page, const struct node *node, size_t indent)
{
	const char *name = tree_name(&page->report->tree, node);
	struct paragraph heading;

	paragraph_start(&heading, page->out, page->layout, indent);
	paragraph_title(&heading, name);
	paragraph_blank(&heading);
	paragraph_string(&heading, ROLE_HEADING, tree_text(&page->report->tree, node));
	paragraph_end(&heading);
}

const char *atr_severity(const struct node *node)
{
	return node->role == ROLE_ERROR ? "error" : node->role == ROLE_WARNING ? "warning" : "info";
}

static void put_problem(const struct page *page, const struct node *node, size_t indent)
{
	struct paragraph row;
	char where[64];

	snprintf(where, sizeof where, "%s, byte %u", tree_name(&page->report->tree, node),
	         node->offset);
	paragraph_start(&row, page->out, page->layout, indent);
	paragraph_string(&row, node->role, atr_severity(node));
	paragraph_to_column(&row, indent + 9,
	                    is_narrow(page, indent + 20) ? indent + 2 : indent + 9);
	paragraph_string(&row, ROLE_PLAIN, tree_text(&page->report->tree, node));
	paragraph_blank(&row);
	paragraph_string(&row, ROLE_DIM, where);
	paragraph_end(&row);
}

static void put_children(const struct page *page, const struct node *parent,
                         const struct columns *columns, size_t indent);

static void put_node(const struct page *page, const struct node *node,
                     const struct columns *columns, size_t indent)
{
	struct columns below = {0, 0};
	size_t text = text_column(columns, indent);

	measure(page, node, &below);
	switch (node->kind) {
	case NODE_ROOT:
		break;
	case NODE_SECTION:
		put_heading(page, node, indent);
		put_children(page, node, &below, indent + 2);
		break;
	case NODE_FIELD:
	case NODE_DETAIL:
		put_row(page, node, columns, indent);
		put_children(page, node, &below,
		             text - indent <= NEAR && !is_narrow(page, text) ? text : indent + 2);
		break;
	case NODE_PROBLEM:
		put_problem(page, node, indent);
		break;
	}
}

static void put_children(const struct page *page, const struct node *parent,
                         const struct columns *columns, size_t indent)
{
	for (const struct node *node = tree_first(&page->report->tree, parent); node != NULL;
	     node = tree_next(&page->report->tree, node))
		put_node(page, node, columns, indent);
}

/* Shows the sections of single bytes, without headings: their rows follow the drawing. */
static void put_bytes(const struct page *page)
{
	const struct node *section;
	struct columns columns = {0, 0};

	for (size_t i = 0; atr_byte_sections[i] != NULL; i++) {
		section = describe_atr_section(&page->report->tree, atr_byte_sections[i]);
		if (section != NULL)
			measure(page, section, &columns);
	}
	columns.hex = 2; /* extra bytes may be many: do not widen the column for them */
	for (size_t i = 0; atr_byte_sections[i] != NULL; i++) {
		section = describe_atr_section(&page->report->tree, atr_byte_sections[i]);
		if (section != NULL)
			put_children(page, section, &columns, 0);
	}
}

/* Shows the sections of the list that are not empty, each after a blank line. */
static void put_sections(const struct page *page, const char *const *names)
{
	const struct columns none = {0, 0};

	for (size_t i = 0; names[i] != NULL; i++) {
		const struct node *section = describe_atr_section(&page->report->tree, names[i]);

		if (section == NULL || section->first_child == 0)
			continue;
		putc('\n', page->out);
		put_node(page, section, &none, 0);
	}
}

void render_atr_full(FILE *out, const struct layout *layout, const struct atr_report *report)
{
	const struct page page = {out, layout, report};

	render_cards_text(out, layout, report);
	putc('\n', out);
	put_byte_table(&page);
	putc('\n', out);
	put_bytes(&page);
	put_sections(&page, atr_sections);
}

/* Shows the bytes on a row of their own, in color. */
static void put_atr(const struct page *page, size_t column)
{
	const struct atr *atr = &page->report->atr;
	struct paragraph row;
	char hex[3];

	paragraph_start(&row, page->out, page->layout, 0);
	paragraph_string(&row, ROLE_PLAIN, "ATR");
	paragraph_to_column(&row, column, is_narrow(page, column) ? 2 : column);
	for (size_t i = 0; i < atr->length; i++) {
		hex_write(hex, &atr->bytes[i], 1);
		paragraph_string(&row, atr_byte(atr, i).role, hex);
		paragraph_blank(&row);
	}
	paragraph_end(&row);
}

/* Shows the historical bytes in a summary: only their description, as the bytes are on the row
 * above. */
static void put_historical(const struct page *page, size_t column)
{
	const struct tree *tree = &page->report->tree;
	const struct node *section = describe_atr_section(tree, "historical bytes");
	const struct node *node = section != NULL ? tree_first(tree, section) : NULL;

	for (; node != NULL; node = tree_next(tree, node)) {
		struct paragraph row;

		paragraph_start(&row, page->out, page->layout, 0);
		paragraph_string(&row, node->role, tree_name(tree, node));
		paragraph_to_column(&row, column, is_narrow(page, column) ? 2 : column);
		paragraph_string(&row, ROLE_PLAIN, tree_text(tree, node));
		paragraph_end(&row);
	}
}

void render_atr_text(FILE *out, const struct layout *layout, const struct atr_report *report)
{
	static const char *const findings[] = {"problems", "profile", "reader", NULL};
	const struct page page = {out, layout, report};
	const struct node *summary = describe_atr_section(&report->tree, "summary");
	struct columns columns = {sizeof "convention" - 1, 0};

	render_cards_text(out, layout, report);
	putc('\n', out);
	if (summary != NULL)
		measure(&page, summary, &columns);
	columns.hex = 0;
	put_atr(&page, text_column(&columns, 0));
	if (summary != NULL)
		put_children(&page, summary, &columns, 0);
	put_historical(&page, text_column(&columns, 0));
	put_sections(&page, findings);
}
