#include "render/atr_comparison.h"

#include "base/bytes.h"
#include "render/json_member.h"
#include "render/paragraph.h"

#include <string.h>

enum { DEPTH_MAX = 16 };

struct page {
	FILE *out;
	const struct layout *layout;
	const struct atr_diff *diff;
};

static void put_number(struct paragraph *row, size_t i)
{
	char number[24];

	snprintf(number, sizeof number, "%zu", i + 1);
	paragraph_string(row, ROLE_DIM, number);
}

static void put_atr(const struct page *page, size_t i)
{
	const struct atr_report *report = page->diff->reports[i];
	char hex[3 * ATR_KEPT + 1];
	struct paragraph row;

	hex_write_spaced(hex, report->atr.bytes, report->atr.length);
	paragraph_start(&row, page->out, page->layout, 0);
	put_number(&row, i);
	paragraph_to_column(&row, 3, 3);
	paragraph_string(&row, ROLE_PLAIN, hex);
	paragraph_end(&row);
	for (size_t m = 0; m < report->matches.count; m++) {
		struct span names = report->matches.items[m].names, name;

		while (card_name(&names, &name)) {
			paragraph_start(&row, page->out, page->layout, 3);
			row.hang = 5;
			paragraph_words(&row, ROLE_CARD, name);
			paragraph_end(&row);
		}
	}
}

/* Writes the value of this row for the ATR with index i. */
static void put_value(const struct page *page, const struct atr_diff_row *row, size_t i,
                      size_t indent)
{
	const struct atr_report *report = page->diff->reports[i];
	const struct node *node = row->nodes[i];
	struct paragraph line;
	char hex[3 * ATR_KEPT + 1];

	paragraph_start(&line, page->out, page->layout, indent);
	put_number(&line, i);
	paragraph_to_column(&line, indent + 3, indent + 3);
	if (node == NULL) {
		paragraph_string(&line, ROLE_DIM, "-");
	} else {
		if (node->kind == NODE_FIELD && node->length > 0) {
			hex_write_spaced(hex, report->atr.bytes + node->offset, node->length);
			paragraph_string(&line, node->role, hex);
			paragraph_to_column(&line, 0, indent + 3);
		}
		paragraph_string(&line, ROLE_PLAIN, tree_text(&report->tree, node));
	}
	paragraph_end(&line);
}

static void put_row(const struct page *page, const struct atr_diff_row *row)
{
	const char *name = atr_diff_name(page->diff, row);
	size_t indent = 2 * (size_t)row->depth;
	struct paragraph heading;

	if (*name != '\0') {
		paragraph_start(&heading, page->out, page->layout, indent);
		if (row->depth == 0)
			paragraph_title(&heading, name);
		else
			paragraph_string(&heading, ROLE_PLAIN, name);
		paragraph_end(&heading);
	}
	for (size_t i = 0; row->differs && i < page->diff->report_count; i++)
		put_value(page, row, i, indent + 2);
}

void render_atr_diff(FILE *out, const struct layout *layout, const struct atr_diff *diff)
{
	const struct page page = {out, layout, diff};

	for (size_t i = 0; i < diff->report_count; i++)
		put_atr(&page, i);
	if (diff->count == 0)
		fputs("\nno difference\n", out);
	for (size_t i = 0; i < diff->count; i++) {
		if (diff->rows[i].depth == 0)
			putc('\n', out);
		put_row(&page, &diff->rows[i]);
	}
}

static void put_values_json(struct json *json, const struct atr_diff *diff,
                            const struct atr_diff_row *row)
{
	json_key(json, "values");
	json_begin_array(json);
	for (size_t i = 0; i < diff->report_count; i++) {
		const struct atr_report *report = diff->reports[i];
		const struct node *node = row->nodes[i];

		if (node == NULL) {
			json_put_null(json);
			continue;
		}
		json_begin_object(json);
		json_member_hex(json, "value",
		                node->length > 0 ? report->atr.bytes + node->offset : NULL,
		                node->length);
		json_member_string(json, "text", tree_text(&report->tree, node));
		json_end(json);
	}
	json_end(json);
}

static void put_differences_json(struct json *json, const struct atr_diff *diff)
{
	const char *path[DEPTH_MAX];

	json_key(json, "differences");
	json_begin_array(json);
	for (size_t i = 0; i < diff->count; i++) {
		const struct atr_diff_row *row = &diff->rows[i];
		unsigned depth = row->depth < DEPTH_MAX ? row->depth : DEPTH_MAX - 1;

		path[depth] = atr_diff_name(diff, row);
		if (!row->differs)
			continue;
		json_begin_object(json);
		json_key(json, "path");
		json_begin_array(json);
		for (unsigned d = 0; d <= depth; d++)
			json_put_string(json, path[d]);
		json_end(json);
		put_values_json(json, diff, row);
		json_end(json);
	}
	json_end(json);
}

void render_atr_diff_json(struct json *json, const struct atr_diff *diff)
{
	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_key(json, "atrs");
	json_begin_array(json);
	for (size_t i = 0; i < diff->report_count; i++)
		json_put_hex(json, diff->reports[i]->atr.bytes, diff->reports[i]->atr.length);
	json_end(json);
	json_key(json, "same");
	json_put_bool(json, diff->count == 0);
	put_differences_json(json, diff);
	json_end(json);
}
