#include "render/html/atr_html.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "atr/describe_atr.h"
#include "render/atr_bytes.h"
#include "render/atr_formats.h"
#include "render/html/cards_html.h"
#include "render/html/html.h"
#include "render/html/timing_html.h"
#include "render/json.h"
#include "render/render_atr.h"

#include <string.h>

/* Bytes below this offset are highlighted together with their rows; those beyond it are extra
 * bytes. */
enum { MARKS = ATR_MAX };

struct page {
	FILE *out;
	const struct html_site *site;
	const struct atr_report *report;
	unsigned n;
	uint8_t row[ATR_KEPT]; /* for each byte the offset of the first byte in its row */
	bool made[ATR_KEPT];   /* the row for this offset was written */
};

/* Finds the innermost field of each byte: in the tree it comes after those that enclose it. */
static void find_rows(struct page *page)
{
	const struct tree *tree = &page->report->tree;

	for (size_t id = 0; id < tree->count; id++) {
		const struct node *node = tree_node(tree, (node_id)id);

		if (node->kind != NODE_FIELD)
			continue;
		for (size_t i = 0; i < node->length; i++)
			page->row[node->offset + i] = (uint8_t)node->offset;
	}
}

static void put_mark(const struct page *page, size_t row)
{
	if (row < MARKS)
		fprintf(page->out, " k%zu", row);
}

static void put_box(const struct page *page, size_t at)
{
	const struct atr *atr = &page->report->atr;
	struct atr_byte byte = atr_byte(atr, at);

	fprintf(page->out, "<li><a id=\"b%u-%zu\" class=\"%s", page->n, at, html_class(byte.role));
	put_mark(page, page->row[at]);
	fprintf(page->out, "\" href=\"#r%u-%u\"><code>%02X</code> <span>%s</span></a></li>\n",
	        page->n, page->row[at], atr->bytes[at], byte.name);
}

static void put_boxes(const struct page *page)
{
	const struct atr *atr = &page->report->atr;

	if (atr->length == 0)
		return;
	fputs("<div class=\"strip\" role=\"group\" aria-label=\"Bytes\">\n<ol class=\"bytes\">\n",
	      page->out);
	for (size_t i = 0; i < atr->length; i++)
		put_box(page, i);
	fputs("</ol>\n</div>\n", page->out);
}

static void put_name(const struct page *page, const struct node *node)
{
	fprintf(page->out, "<a class=\"name %s\" href=\"#b%u-%u\">", html_class(node->role),
	        page->n, node->offset);
	html_string(page->out, tree_name(&page->report->tree, node));
	fputs("</a> ", page->out);
}

static void put_field(const struct page *page, const struct node *node)
{
	const struct atr *atr = &page->report->atr;
	char hex[3 * ATR_KEPT + 1];

	fputs("<div class=\"row\">", page->out);
	put_name(page, node);
	hex_write_spaced(hex, atr->bytes + node->offset, node->length);
	html_colored(page->out, "code", node->role, hex);
	fputs(" <span>", page->out);
	html_string(page->out, tree_text(&page->report->tree, node));
	fputs("</span></div>", page->out);
}

static void put_detail(const struct page *page, const struct node *node)
{
	const char *name = tree_name(&page->report->tree, node);

	if (*name != '\0') {
		html_colored(page->out, "b", ROLE_PLAIN, name);
		putc(' ', page->out);
	}
	html_colored(page->out, "span", node->role, tree_text(&page->report->tree, node));
}

static void put_children(struct page *page, const struct node *parent);

static void put_below(struct page *page, const struct node *node)
{
	if (node->first_child == 0)
		return;
	fputs("\n<ul class=\"sub\">\n", page->out);
	put_children(page, node);
	fputs("</ul>\n", page->out);
}

/* Writes an item of the tree of bytes; a field becomes the row that its bytes link to. */
static void put_item(struct page *page, const struct node *node)
{
	if (node->kind == NODE_FIELD) {
		fputs("<li class=\"k", page->out);
		put_mark(page, node->offset);
		if (!page->made[node->offset])
			fprintf(page->out, "\" id=\"r%u-%u", page->n, node->offset);
		page->made[node->offset] = true;
		fputs("\">", page->out);
		put_field(page, node);
	} else {
		fputs("<li>", page->out);
		put_detail(page, node);
	}
	put_below(page, node);
	fputs("</li>\n", page->out);
}

static void put_children(struct page *page, const struct node *parent)
{
	for (const struct node *node = tree_first(&page->report->tree, parent); node != NULL;
	     node = tree_next(&page->report->tree, node))
		put_item(page, node);
}

/* Writes "Parameters" and the text of the section itself. */
static void put_heading(const struct page *page, const char *name, const struct node *section)
{
	const char *text = tree_text(&page->report->tree, section);

	fprintf(page->out, "<h2>%c%s", name[0] - 'a' + 'A', name + 1);
	if (*text != '\0') {
		putc(' ', page->out);
		html_string(page->out, text);
	}
	fputs("</h2>\n", page->out);
}

/* Returns a section that is not empty, or NULL. */
static const struct node *section_of(const struct page *page, const char *name)
{
	const struct node *section = describe_atr_section(&page->report->tree, name);

	return section != NULL && section->first_child != 0 ? section : NULL;
}

static void put_bytes(struct page *page)
{
	const struct node *section = section_of(page, "historical bytes");

	fputs("<h2>Bytes</h2>\n<ul class=\"rows\">\n", page->out);
	for (size_t i = 0; atr_byte_sections[i] != NULL; i++)
		if (section_of(page, atr_byte_sections[i]) != NULL)
			put_children(page, section_of(page, atr_byte_sections[i]));
	fputs("</ul>\n", page->out);
	if (section == NULL)
		return;
	put_heading(page, "historical bytes", section);
	fputs("<ul class=\"rows\">\n", page->out);
	put_children(page, section);
	fputs("</ul>\n", page->out);
}

static void put_problem(const struct page *page, const struct node *node)
{
	const struct tree *tree = &page->report->tree;
	bool there = node->offset < page->report->atr.length;

	fprintf(page->out, "<li class=\"%s\"><b>%s</b> <span>", html_class(node->role),
	        atr_severity(node));
	html_string(page->out, tree_text(tree, node));
	fputs("</span> <small>", page->out);
	if (there)
		fprintf(page->out, "<a href=\"#b%u-%u\">", page->n, node->offset);
	fprintf(page->out, "byte %u%s, ", node->offset, there ? "</a>" : "");
	html_string(page->out, tree_name(tree, node));
	fputs("</small></li>\n", page->out);
}

static void put_problems(const struct page *page)
{
	const struct node *section = section_of(page, "problems");

	if (section == NULL)
		return;
	put_heading(page, "problems", section);
	fputs("<ul class=\"problems\">\n", page->out);
	for (const struct node *node = tree_first(&page->report->tree, section); node != NULL;
	     node = tree_next(&page->report->tree, node))
		put_problem(page, node);
	fputs("</ul>\n", page->out);
}

static void put_fact(struct page *page, const struct node *node)
{
	fputs("<dt>", page->out);
	html_string(page->out, tree_name(&page->report->tree, node));
	fputs("</dt><dd>", page->out);
	html_colored(page->out, "span", node->role, tree_text(&page->report->tree, node));
	put_below(page, node);
	fputs("</dd>\n", page->out);
}

/* Writes details as a list of terms, and each section below them with a heading of its own. */
static void put_facts(struct page *page, const struct node *section)
{
	const struct tree *tree = &page->report->tree;
	const struct node *node = tree_first(&page->report->tree, section);

	fputs("<dl>\n", page->out);
	for (; node != NULL && node->kind != NODE_SECTION;
	     node = tree_next(&page->report->tree, node))
		put_fact(page, node);
	fputs("</dl>\n", page->out);
	for (; node != NULL; node = tree_next(&page->report->tree, node)) {
		fputs("<h3>", page->out);
		html_string(page->out, tree_name(tree, node));
		putc(' ', page->out);
		html_string(page->out, tree_text(tree, node));
		fputs("</h3>\n", page->out);
		if (node->first_child != 0)
			put_facts(page, node);
	}
}

static void put_parameters(struct page *page)
{
	static const char *const names[] = {"contactless", "profile", "reader", "parameters"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct node *section = section_of(page, names[i]);

		if (section == NULL)
			continue;
		put_heading(page, names[i], section);
		if (strcmp(names[i], "parameters") == 0)
			render_timing_html(page->out, page->report);
		put_facts(page, section);
	}
}

static void put_copies(const struct page *page, struct json *json)
{
	const struct atr *atr = &page->report->atr;
	char hex[3 * ATR_KEPT + 1];

	fputs("<h2>To copy</h2>\n", page->out);
	if (page->site->json != NULL) {
		fputs("<p>", page->out);
		html_open_atr_link(page->out, page->site, atr->bytes, atr->length);
		fputs(" rel=\"bookmark\">Link to this page</a>, ", page->out);
		hex_write(hex, atr->bytes, atr->length);
		html_open_link(page->out, page->site, page->site->json, hex, "");
		fputs(">as JSON</a></p>\n", page->out);
	}
	html_copy_begin(page->out, "Command line");
	hex_write_spaced(hex, atr->bytes, atr->length);
	fprintf(page->out, "atr_parser -v %s", hex);
	html_copy_end(page->out);
	html_copy_begin(page->out, "JSON");
	render_atr_json(json, page->report);
	json_write_by(json, page->out, html_content);
	html_copy_end(page->out);
}

static void put_facts_line(const struct page *page)
{
	const struct atr *atr = &page->report->atr;
	struct words facts = {0};
	char hex[3 * ATR_KEPT + 1];

	hex_write_spaced(hex, atr->bytes, atr->length);
	fprintf(page->out, "<p class=\"atr\">ATR <code>%s</code></p>\n", hex);
	atr_report_facts(page->report, &facts);
	html_colored(page->out, "p", ROLE_DIM, facts.text);
	putc('\n', page->out);
}

void atr_html_title(char title[ATR_TITLE_SIZE], const struct atr_report *report)
{
	struct span name = cards_html_name(report);
	char hex[2 * ATR_KEPT + 1];

	hex_write(hex, report->atr.bytes, report->atr.length);
	snprintf(title, ATR_TITLE_SIZE, "%.*s: ATR %.66s",
	         (int)escape_piece(name.text, name.length, 80), name.text, hex);
}

void render_atr_html(FILE *out, const struct html_site *site, const struct atr_report *report,
                     unsigned n, struct json *json)
{
	struct page page = {out, site, report, n, {0}, {0}};

	find_rows(&page);
	fprintf(out, "<article aria-labelledby=\"card%u\">\n<h1 id=\"card%u\">", n, n);
	html_text(out, cards_html_name(report));
	fputs("</h1>\n", out);
	put_facts_line(&page);
	render_cards_html(out, report);
	put_problems(&page);
	put_boxes(&page);
	fputs("<div class=\"cols\">\n<div>\n", out);
	put_bytes(&page);
	render_nearest_html(out, site, report);
	fputs("</div>\n<div>\n", out);
	put_parameters(&page);
	put_copies(&page, json);
	fputs("</div>\n</div>\n</article>\n", out);
}
