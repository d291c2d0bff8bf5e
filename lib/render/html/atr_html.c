#include "render/render_atr.h"

#include "base/bytes.h"
#include "base/day.h"
#include "atr/describe_atr.h"
#include "render/atr_bytes.h"
#include "render/atr_formats.h"
#include "render/cards.h"
#include "render/html/html.h"

struct page {
	FILE *out;
	const struct atr_report *report;
};

static void put_drawing(const struct page *page)
{
	const struct atr *atr = &page->report->atr;

	fputs("<ol class=\"bytes\">\n", page->out);
	for (size_t i = 0; i < atr->length; i++) {
		struct atr_byte byte = atr_byte(atr, i);

		fprintf(page->out, "<li class=\"%s\"><code>%02X</code><span>%s</span></li>\n",
		        html_class(byte.role), atr->bytes[i], byte.name);
	}
	fputs("</ol>\n", page->out);
}

static const struct node *linked(const struct page *page, node_id id)
{
	return id != 0 ? tree_node(&page->report->tree, id) : NULL;
}

static void put_field(const struct page *page, const struct node *node)
{
	const struct atr *atr = &page->report->atr;
	char hex[3 * ATR_KEPT + 1];

	html_coloured(page->out, "b", node->role, tree_name(&page->report->tree, node));
	hex_write_spaced(hex, atr->bytes + node->offset, node->length);
	putc(' ', page->out);
	html_coloured(page->out, "code", node->role, hex);
	putc(' ', page->out);
	html_string(page->out, tree_text(&page->report->tree, node));
}

static void put_detail(const struct page *page, const struct node *node)
{
	const char *name = tree_name(&page->report->tree, node);

	if (*name != '\0') {
		html_coloured(page->out, "b", ROLE_PLAIN, name);
		putc(' ', page->out);
	}
	html_coloured(page->out, "span", node->role, tree_text(&page->report->tree, node));
}

static void put_problem(const struct page *page, const struct node *node)
{
	const struct tree *tree = &page->report->tree;

	html_coloured(page->out, "b", node->role, atr_severity(node));
	putc(' ', page->out);
	html_string(page->out, tree_text(tree, node));
	fputs(" <span class=\"dim\">", page->out);
	html_string(page->out, tree_name(tree, node));
	fprintf(page->out, ", byte %u</span>", node->offset);
}

static void put_children(const struct page *page, const struct node *parent);

static void put_node(const struct page *page, const struct node *node)
{
	fputs("<li>", page->out);
	switch (node->kind) {
	case NODE_ROOT:
		break;
	case NODE_FIELD:
		put_field(page, node);
		break;
	case NODE_SECTION:
	case NODE_DETAIL:
		put_detail(page, node);
		break;
	case NODE_PROBLEM:
		put_problem(page, node);
		break;
	}
	if (node->first_child != 0) {
		fputs("\n<ul>\n", page->out);
		put_children(page, node);
		fputs("</ul>\n", page->out);
	}
	fputs("</li>\n", page->out);
}

static void put_children(const struct page *page, const struct node *parent)
{
	for (const struct node *node = linked(page, parent->first_child); node != NULL;
	     node = linked(page, node->next))
		put_node(page, node);
}

static void put_bytes(const struct page *page)
{
	fputs("<h2>Bytes</h2>\n<ul class=\"tree\">\n", page->out);
	for (size_t i = 0; atr_byte_sections[i] != NULL; i++) {
		const struct node *section =
			describe_atr_section(&page->report->tree, atr_byte_sections[i]);

		if (section != NULL)
			put_children(page, section);
	}
	fputs("</ul>\n", page->out);
}

static void put_section(const struct page *page, const char *name)
{
	const struct node *section = describe_atr_section(&page->report->tree, name);

	if (section == NULL || section->first_child == 0)
		return;
	fputs("<h2>", page->out);
	putc(name[0] >= 'a' && name[0] <= 'z' ? name[0] - 'a' + 'A' : name[0], page->out);
	html_string(page->out, name + 1);
	putc(' ', page->out);
	html_string(page->out, tree_text(&page->report->tree, section));
	fputs("</h2>\n<ul class=\"tree\">\n", page->out);
	put_children(page, section);
	fputs("</ul>\n", page->out);
}

static void put_match(const struct page *page, const struct card_match *match)
{
	struct span names = match->names, name;

	fputs(match->exact ? "<li>exact match" : "<li>matches <code>", page->out);
	if (!match->exact) {
		html_text(page->out, match->pattern);
		fputs("</code>", page->out);
	}
	fputs(" <span class=\"dim\">(", page->out);
	html_string(page->out, match->list);
	fprintf(page->out, ":%u)</span>\n", match->line);
	if (card_name(&names, &name)) {
		fputs("<ul>\n", page->out);
		do {
			fputs("<li class=\"card\">", page->out);
			html_text(page->out, name);
			fputs("</li>\n", page->out);
		} while (card_name(&names, &name));
		fputs("</ul>\n", page->out);
	}
	fputs("</li>\n", page->out);
}

static void put_no_card(const struct page *page)
{
	const struct atr_report *report = page->report;
	char day[DAY_TEXT_SIZE];

	fputs("<ul class=\"tree\">\n<li class=\"warning\">", page->out);
	html_string(page->out, render_cards_none(report));
	fputs("</li>\n", page->out);
	for (size_t i = 0; i < report->source_count; i++) {
		day_text(day, report->sources[i].modified);
		fputs("<li>", page->out);
		html_string(page->out, report->sources[i].path);
		fprintf(page->out, " <span class=\"dim\">of %s</span></li>\n", day);
	}
	fputs("<li>", page->out);
	html_string(page->out, render_cards_hint);
	fputs("</li>\n</ul>\n", page->out);
}

static void put_cards(const struct page *page)
{
	const struct atr_report *report = page->report;

	fputs("<h2>Cards</h2>\n", page->out);
	if (report->matches.count == 0) {
		put_no_card(page);
		return;
	}
	fputs("<ul class=\"tree\">\n", page->out);
	for (size_t i = 0; i < report->matches.count; i++)
		put_match(page, &report->matches.items[i]);
	fputs("</ul>\n", page->out);
}

void render_atr_html_begin(FILE *out, const struct atr_report *first)
{
	char title[2 * ATR_KEPT + 5] = "ATR ";

	hex_write(title + 4, first->atr.bytes, first->atr.length);
	html_begin(out, title);
}

void render_atr_html(FILE *out, const struct atr_report *report)
{
	const struct page page = {out, report};
	char hex[3 * ATR_KEPT + 1];

	hex_write_spaced(hex, report->atr.bytes, report->atr.length);
	fprintf(out, "<article>\n<h1>ATR <code>%s</code></h1>\n", hex);
	put_drawing(&page);
	put_cards(&page);
	put_bytes(&page);
	for (size_t i = 0; atr_sections[i] != NULL; i++)
		put_section(&page, atr_sections[i]);
	fputs("</article>\n", out);
}

void render_atr_html_end(FILE *out)
{
	html_end(out);
}
