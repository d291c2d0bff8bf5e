#include "render/apdu_view.h"

#include "base/bytes.h"
#include "render/paragraph.h"

#include <string.h>

enum {
	SHORT_VALUE = 8, /* up to this many bytes are shown in the row of their field */
	ROW = 16,        /* bytes per line of a longer value */
	/* A longer name moves the rest of its row to the right; but together with the bytes names
	 * may have so many columns. */
	NAME_COLUMNS = 12,
	NAME_AND_HEX_COLUMNS = 45,
};

struct page {
	FILE *out;
	const struct layout *layout;
	const struct apdu_view *view;
};

/* Column widths shared by consecutive rows. */
struct columns {
	size_t name, hex;
};

static bool is_shown(const struct page *page, const struct node *node)
{
	return page->view->full || node->kind != NODE_DETAIL || node->role != ROLE_DIM;
}

/* Returns whether this is the field of a status word that is already shown elsewhere. */
static bool is_left_out(const struct page *page, const struct node *node)
{
	return page->view->status_shown && node->kind == NODE_FIELD && node->length == 2 &&
		node->offset + 2u == page->view->length;
}

static bool has_fields(const struct page *page, const struct node *node)
{
	for (node = tree_first(page->view->tree, node); node != NULL;
	     node = tree_next(page->view->tree, node))
		if (node->kind == NODE_FIELD)
			return true;
	return false;
}

/* Returns the number of bytes shown for the field itself: without its header, and none if it has
 * fields of its own. */
static size_t value_length(const struct page *page, const struct node *node)
{
	if (node->kind != NODE_FIELD || has_fields(page, node) ||
	    node->offset + (size_t)node->length > page->view->length)
		return 0;
	return node->length - node->header;
}

/* Returns whether the node has a row with columns. */
static bool has_row(const struct page *page, const struct node *node)
{
	return is_shown(page, node) && !is_left_out(page, node) &&
		(node->kind == NODE_FIELD || node->kind == NODE_DETAIL);
}

static struct columns measure(const struct page *page, const struct node *parent)
{
	struct columns columns = {0, 0};
	size_t most = NAME_COLUMNS;

	for (const struct node *n = tree_first(page->view->tree, parent); n != NULL;
	     n = tree_next(page->view->tree, n)) {
		size_t value = value_length(page, n);

		if (has_row(page, n) && value > 0 && value <= SHORT_VALUE &&
		    3 * value - 1 > columns.hex)
			columns.hex = 3 * value - 1;
	}
	if (most + columns.hex < NAME_AND_HEX_COLUMNS)
		most = NAME_AND_HEX_COLUMNS - columns.hex;
	for (const struct node *n = tree_first(page->view->tree, parent); n != NULL;
	     n = tree_next(page->view->tree, n)) {
		size_t name = strlen(tree_name(page->view->tree, n));

		if (has_row(page, n) && name <= most && name > columns.name)
			columns.name = name;
	}
	return columns;
}

static void write_hex(const struct page *page, char *out, size_t at, size_t count)
{
	hex_write_spaced(out, page->view->bytes + at, count);
	for (size_t i = 0; i < count; i++)
		if (secret_has(page->view->secret, at + i))
			memcpy(out + 3 * i, "**", 2);
}

static void put_block(const struct page *page, const struct node *node, size_t indent)
{
	size_t at = node->offset + node->header, end = node->offset + node->length;

	for (; at < end; at += ROW) {
		size_t count = end - at < ROW ? end - at : ROW;
		char hex[3 * ROW];

		write_hex(page, hex, at, count);
		paragraph_write(page->out, page->layout, indent, ROLE_PLAIN, hex);
	}
}

static void put_row(const struct page *page, const struct node *node, const struct columns *columns,
                    size_t indent)
{
	const struct tree *tree = page->view->tree;
	size_t value = value_length(page, node), name = indent + columns->name + 2;
	size_t text = columns->hex > 0 ? name + columns->hex + 2 : name;
	struct paragraph row;
	char hex[3 * SHORT_VALUE];

	paragraph_start(&row, page->out, page->layout, indent);
	row.hang = text;
	paragraph_string(&row, node->role, tree_name(tree, node));
	if (value > 0 && value <= SHORT_VALUE) {
		write_hex(page, hex, node->offset + node->header, value);
		paragraph_to_column(&row, name, text);
		paragraph_string(&row, ROLE_PLAIN, hex);
	}
	if (*tree_text(tree, node) != '\0') {
		paragraph_to_column(&row, text, text);
		paragraph_string(&row, node->role == ROLE_DIM ? ROLE_DIM : ROLE_PLAIN,
		                 tree_text(tree, node));
	}
	paragraph_end(&row);
	if (value > SHORT_VALUE)
		put_block(page, node, indent + 2);
}

static void put_line(const struct page *page, const struct node *node, size_t indent)
{
	struct paragraph line;

	paragraph_start(&line, page->out, page->layout, indent);
	line.hang = indent + 2;
	if (node->kind == NODE_PROBLEM) {
		paragraph_string(&line, node->role,
		                 node->role == ROLE_ERROR           ? "error:" :
		                         node->role == ROLE_WARNING ? "warning:" :
		                                                      "note:");
		paragraph_blank(&line);
	}
	paragraph_string(&line, node->kind == NODE_PROBLEM ? ROLE_PLAIN : node->role,
	                 tree_text(page->view->tree, node));
	paragraph_end(&line);
}

/* The decoder limits the depth (TLV_DEPTH_MAX). */
static void put_children(const struct page *page, const struct node *parent, size_t indent)
{
	struct columns columns = measure(page, parent);

	for (const struct node *n = tree_first(page->view->tree, parent); n != NULL;
	     n = tree_next(page->view->tree, n)) {
		bool left_out = is_left_out(page, n);

		if (!is_shown(page, n))
			continue;
		if (has_row(page, n))
			put_row(page, n, &columns, indent);
		else if (!left_out)
			put_line(page, n, indent);
		put_children(page, n, left_out ? indent : indent + 2);
	}
}

void render_apdu_text(FILE *out, const struct layout *layout, const struct apdu_view *view)
{
	const struct page page = {out, layout, view};

	const struct node *top = tree_node(view->tree, 0);

	put_children(&page, view->status_shown ? tree_first(view->tree, top) : top, view->indent);
}
