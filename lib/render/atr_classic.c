/* The layout of ATR_analysis. Up to "-->" it is what scripts search for; the text after it comes
 * from the tree. */
#include "render/atr_formats.h"

#include "base/bytes.h"
#include "atr/describe_atr.h"
#include "names/status_indicator.h"
#include "names/sw.h"
#include "render/atr_bytes.h"
#include "render/cards.h"
#include "render/escaped.h"

#include <math.h>
#include <string.h>

struct page {
	FILE *out;
	const struct palette *palette;
	const struct atr_report *report;
};

static void put_spaced(const struct page *page, enum role role, size_t offset, size_t length)
{
	char hex[3 * ATR_KEPT + 1];

	hex_write_spaced(hex, page->report->atr.bytes + offset, length);
	fprintf(page->out, "%s%s%s", page->palette->on[role], hex, page->palette->off[role]);
}

/* Returns the text in the tree for the byte at this offset. */
static const char *words_at(const struct page *page, size_t offset)
{
	const struct node *field = tree_field_at(&page->report->tree, offset);

	return field != NULL ? tree_text(&page->report->tree, field) : "";
}

static const char *bit_text(char out[5], unsigned nibble)
{
	for (unsigned i = 0; i < 4; i++)
		out[i] = nibble & 8u >> i ? '1' : '0';
	out[4] = '\0';
	return out;
}

/* Shows the details in the tree below a byte. */
static void put_details(const struct page *page, const struct node *parent, int indent)
{
	const struct tree *tree = &page->report->tree;

	for (const struct node *node = tree_first(&page->report->tree, parent); node != NULL;
	     node = tree_next(&page->report->tree, node)) {
		const char *name = tree_name(tree, node);

		fprintf(page->out, "%*s- %s%s%s\n", indent, "", name, *name != '\0' ? ": " : "",
		        tree_text(tree, node));
		put_details(page, node, indent + 2);
	}
}

/* TA1 has another line, next to the bit rates of ATR_analysis. */
static void put_rate(const struct page *page)
{
	const struct atr_params *params = &page->report->params;
	double rate = (double)params->f_max_hz * params->di / params->fi;

	if (!isnan(params->offered.bit_rate))
		fprintf(page->out, "    %.0f bit/s at fmax, %.6g MHz\n", rate,
		        params->f_max_hz / 1e6);
}

static void put_interface_byte(const struct page *page, const struct atr_interface *byte)
{
	struct atr_byte name = atr_interface_byte(byte);
	char y[5];

	fprintf(page->out, "  %.2s(%u) = ", name.name, byte->index);
	put_spaced(page, name.role, byte->offset, 1);
	if (byte->kind == ATR_TD) {
		/* ATR_analysis writes the blank at the end, too. */
		fprintf(page->out, " --> Y(i+1) = %s, Protocol T = %u \n-----\n",
		        bit_text(y, byte->value >> 4), byte->value & 15u);
		return;
	}
	fprintf(page->out, " --> %s\n", words_at(page, byte->offset));
	if (byte->kind == ATR_TA && byte->index == 1)
		put_rate(page);
}

static void put_interface(const struct page *page)
{
	const struct atr *atr = &page->report->atr;
	char y[5];

	if (atr->length == 0)
		return;
	fputs("+ TS = ", page->out);
	put_spaced(page, ROLE_TS, 0, 1);
	fprintf(page->out, " --> %s\n", words_at(page, 0));
	for (size_t i = 0; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		if (byte->kind != ATR_T0) {
			put_interface_byte(page, byte);
			continue;
		}
		fputs("+ T0 = ", page->out);
		put_spaced(page, ROLE_T0, byte->offset, 1);
		fprintf(page->out, ", Y(1): %s, K: %u (historical bytes)\n",
		        bit_text(y, byte->value >> 4), byte->value & 15u);
	}
}

/* Returns the COMPACT-TLV object whose header is at this offset, or NULL. */
static const struct hist_object *object_at(const struct page *page, size_t offset)
{
	const struct hist *hist = &page->report->hist;

	for (size_t i = 0; i < hist->object_count; i++)
		if ((size_t)page->report->atr.historical.offset + hist->objects[i].offset == offset)
			return &hist->objects[i];
	return NULL;
}

static void put_value(const struct page *page, const char *label, size_t offset, size_t length)
{
	fprintf(page->out, "      %s: ", label);
	put_spaced(page, ROLE_HISTORICAL, offset, length);
	putc('\n', page->out);
}

/* Labels of the values in ATR_analysis, by tag. */
static const char *const value_labels[16] = {
	[0x1] = "Country code",           [0x2] = "Issuer identification number",
	[0x3] = "Card service data byte", [0x4] = "Initial access data",
	[0x5] = "Card issuer data",       [0x6] = "Data",
	[0xF] = "Application identifier",
};

/* Shows each byte of the card capabilities with the description of its bits in the tree. */
static void put_capabilities(const struct page *page, const struct node *node, size_t length)
{
	static const char *const labels[] = {
		"Selection methods", "Data coding byte",
		"Command chaining, length fields and logical channels"};
	const struct node *byte = tree_first(&page->report->tree, node);

	for (size_t i = 0; i < length && byte != NULL; i++) {
		put_value(page, labels[i], node->offset + 1 + i, 1);
		put_details(page, byte, 8);
		byte = tree_next(&page->report->tree, byte);
	}
}

/* Shows life cycle and SW1 SW2; -1 if not present. */
static void put_status(const struct page *page, int life_cycle, int sw)
{
	char text[160];

	if (life_cycle >= 0)
		fprintf(page->out, "      LCS (life card cycle): %02X (%s)\n", (unsigned)life_cycle,
		        life_cycle_name((unsigned)life_cycle));
	if (sw < 0)
		return;
	(void)sw_text(sw_find((uint16_t)sw, NULL), (uint16_t)sw, text, sizeof text);
	fprintf(page->out, "      SW: %04X (%s)\n", (unsigned)sw, text);
}

static void put_object(const struct page *page, const struct node *node,
                       const struct hist_object *object)
{
	const struct hist *hist = &page->report->hist;
	const char *label = value_labels[object->tag & 15];

	fprintf(page->out, "    Tag: %X, len: %X (%s)\n", object->tag, object->length,
	        tree_text(&page->report->tree, node));
	if (object->tag == 7 && object->length <= 3) {
		put_capabilities(page, node, object->length);
	} else if (object->tag == 8 && object->length <= 3) {
		put_status(page, hist->life_cycle, hist->sw);
	} else if (object->length > 0) {
		put_value(page, label != NULL ? label : "Value", node->offset + 1, object->length);
		put_details(page, node, 8);
	}
}

static void put_historical_field(const struct page *page, const struct node *node)
{
	const struct tree *tree = &page->report->tree;
	const struct hist *hist = &page->report->hist;
	const struct hist_object *object = object_at(page, node->offset);
	size_t at = node->offset - page->report->atr.historical.offset;

	if (at == 0) {
		fputs("  Category indicator byte: ", page->out);
		put_spaced(page, ROLE_HISTORICAL, node->offset, 1);
		fprintf(page->out, " (%s)\n", tree_text(tree, node));
		put_details(page, node, 4);
	} else if (object != NULL) {
		put_object(page, node, object);
	} else if (hist->form == HIST_STATUS && (int)at == hist->status) {
		fputs("    Mandatory status indicator (3 last bytes)\n", page->out);
		put_status(page, hist->life_cycle, hist->sw);
	} else if (hist->form == HIST_DIR && at == 1) {
		fprintf(page->out, "   DIR data reference: %02X\n", hist->bytes[1]);
	} else {
		fprintf(page->out, "    %s: ", tree_name(tree, node));
		put_spaced(page, ROLE_HISTORICAL, node->offset, node->length);
		fprintf(page->out, " (%s)\n", tree_text(tree, node));
		put_details(page, node, 6);
	}
}

static void put_errors(const struct page *page)
{
	const struct atr *atr = &page->report->atr;

	for (size_t i = 0; i < atr->problem_count; i++) {
		const struct problem *problem = &atr->problems[i];
		char text[160];

		if (problem->kind->severity != SEVERITY_ERROR ||
		    (atr->tck_present && problem->offset == atr->tck_offset))
			continue;
		problem_text(problem, text, sizeof text);
		fprintf(page->out, " %sERROR!%s %s\n", page->palette->on[ROLE_ERROR],
		        page->palette->off[ROLE_ERROR], text);
	}
}

static void put_historical(const struct page *page)
{
	const struct atr *atr = &page->report->atr;
	const struct node *section = describe_atr_section(&page->report->tree, "historical bytes");
	bool any = atr->historical.length > 0 || atr->tck_present;

	if (any) {
		fputs("+ Historical bytes: ", page->out);
		put_spaced(page, ROLE_HISTORICAL, atr->historical.offset, atr->historical.length);
		putc('\n', page->out);
	}
	put_errors(page);
	if (section == NULL || !any)
		return;
	for (const struct node *node = tree_first(&page->report->tree, section); node != NULL;
	     node = tree_next(&page->report->tree, node))
		put_historical_field(page, node);
}

static void put_check_byte(const struct page *page)
{
	const struct atr *atr = &page->report->atr;

	if (!atr->tck_present)
		return;
	fputs("+ TCK = ", page->out);
	put_spaced(page, ROLE_TCK, atr->tck_offset, 1);
	if (atr->bytes[atr->tck_offset] == atr->tck_expected)
		fputs(" (correct checksum)\n", page->out);
	else
		fprintf(page->out, " %sWRONG CHECKSUM%s, expected %02X\n",
		        page->palette->on[ROLE_ERROR], page->palette->off[ROLE_ERROR],
		        atr->tck_expected);
}

static void put_match(const struct page *page, const struct card_match *match)
{
	const struct palette *palette = page->palette;
	struct span names = match->names, name;

	/* Like ATR_analysis: the ATR, and the pattern if the entry is not exact. */
	put_spaced(page, ROLE_PLAIN, 0, page->report->atr.length);
	putc('\n', page->out);
	if (!match->exact) {
		put_escaped(page->out, match->pattern);
		putc('\n', page->out);
	}
	while (card_name(&names, &name)) {
		fprintf(page->out, "\t%s", palette->on[ROLE_CARD]);
		put_escaped(page->out, name);
		fprintf(page->out, "%s\n", palette->off[ROLE_CARD]);
	}
}

static void put_sources(const struct page *page)
{
	const struct atr_report *report = page->report;

	fputs("\nPossibly identified card (using ", page->out);
	for (size_t i = 0; i < report->source_count; i++) {
		const char *path = report->sources[i].path;

		fputs(i > 0 ? ", " : "", page->out);
		put_escaped(page->out, (struct span){path, strlen(path)});
	}
	fprintf(page->out, "%s):\n", report->source_count == 0 ? "no list" : "");
}

static void put_verdict(const struct page *page)
{
	const struct node *section = describe_atr_section(&page->report->tree, "profile");

	if (section == NULL)
		return;
	fprintf(page->out, "+ Profile %s\n", tree_text(&page->report->tree, section));
	put_details(page, section, 2);
}

static void put_cards(const struct page *page)
{
	const struct atr_report *report = page->report;
	char hex[2 * ATR_KEPT + 1];

	put_sources(page);
	for (size_t i = 0; i < report->matches.count; i++)
		put_match(page, &report->matches.items[i]);
	if (report->matches.count > 0)
		return;
	hex_write(hex, report->atr.bytes, report->atr.length);
	fprintf(page->out,
	        "\tNONE\n\nYour card is not present in the database.\n"
	        "Please submit your unknown card at:\n%s%s\n",
	        render_cards_page, hex);
}

void render_atr_classic(FILE *out, const struct layout *layout, const struct atr_report *report)
{
	const struct page page = {out, layout->palette, report};

	fputs("ATR: ", out);
	put_spaced(&page, ROLE_HEADING, 0, report->atr.length);
	putc('\n', out);
	put_interface(&page);
	put_historical(&page);
	put_check_byte(&page);
	put_verdict(&page);
	put_cards(&page);
}
