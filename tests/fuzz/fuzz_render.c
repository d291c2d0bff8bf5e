#define _GNU_SOURCE /* fopencookie */
/* Any ATR, with any names from a list, in every output format: every byte is explained exactly
 * once; the output has no character that controls a terminal; text has no blanks at the ends of
 * lines; JSON is always written. The first byte is the width, the second the length of the ATR;
 * then come the ATR and the names. */
#include "cards/atr_report.h"
#include "render/html/atr_html.h"
#include "render/render_atr.h"
#include "render/atr_comparison.h"
#include "render/json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* They keep their memory between inputs, as in the programs. */
static struct atr_report report;
static struct json *json;
static FILE *out;
static struct {
	char text[1 << 20]; /* NUL-terminated */
	size_t length;
	bool taken; /* the next one is another */
} page;

static ssize_t keep(void *cookie, const char *text, size_t length)
{
	(void)cookie;
	if (page.taken)
		page.length = 0;
	page.taken = false;
	assert(length < sizeof page.text - page.length);
	memcpy(page.text + page.length, text, length);
	page.length += length;
	return (ssize_t)length;
}

/* A memory stream would copy character by character, and would have to be opened for each
 * output. */
static void open_once(void)
{
	static char buffer[1 << 16];

	if (out != NULL)
		return;
	out = fopencookie(NULL, "w", (cookie_io_functions_t){.write = keep});
	json = json_new();
	assert(out != NULL && json != NULL);
	setvbuf(out, buffer, _IOFBF, sizeof buffer);
}

/* Returns what was written since the last call. */
static void take_page(void)
{
	assert(fflush(out) == 0 && !page.taken);
	page.text[page.length] = '\0';
	page.taken = true;
	assert(page.length > 0 && page.text[page.length - 1] == '\n');
}

/* Checks for characters that control a terminal or a browser, and for unexpected tabs. */
#define OBEYED "\1\2\3\4\5\6\7\b\v\f\r\16\17\20\21\22\23\24\25\26\27\30\31\32\33\34\35\36\37\177"

static void check_text(const char *obeyed)
{
	take_page();
	assert(strcspn(page.text, obeyed) == page.length);
}

static void check_tidy_text(void)
{
	check_text(OBEYED "\t");
	assert(strstr(page.text, " \n") == NULL);
}

/* Visits the fields below id that have no fields below them, and counts each of their bytes. */
static size_t count_fields(const struct tree *tree, node_id id, uint8_t *times)
{
	const struct node *node = tree_node(tree, id);
	size_t below = 0;

	for (node_id child = node->first_child; child != 0; child = tree_node(tree, child)->next)
		below += count_fields(tree, child, times);
	if (node->kind != NODE_FIELD || below > 0)
		return below;
	assert(node->length > 0 && node->offset + node->length <= report.atr.length);
	assert(*tree_name(tree, node) != '\0' && *tree_text(tree, node) != '\0');
	for (size_t i = 0; i < node->length; i++)
		times[node->offset + i]++;
	return 1;
}

/* Once in words, as for text and HTML, and once in values, as for JSON. */
static void check_covered(size_t length)
{
	const struct atr *atr = &report.atr;
	uint8_t times[ATR_KEPT] = {0};
	size_t at = length > 0;

	assert(atr->length == length && !report.tree.failed);
	count_fields(&report.tree, 0, times);
	for (size_t i = 0; i < length; i++)
		assert(times[i] == 1);

	for (size_t i = 0; i < atr->interface_count; i++)
		assert(atr->interface[i].offset == at++);
	if (atr->historical.length > 0) {
		assert(atr->historical.offset == at);
		at += atr->historical.length;
	}
	if (atr->tck_present)
		assert(atr->tck_offset == at++);
	if (atr->extra.length > 0) {
		assert(atr->extra.offset == at);
		at += atr->extra.length;
	}
	assert(at == length);
}

static void render_lines(unsigned width)
{
	const struct layout layout = {.palette = &palette_plain, .width = width};

	render_atr(out, ATR_FORMAT_FULL, &layout, &report);
	check_tidy_text();
	render_atr(out, ATR_FORMAT_CLASSIC, &layout, &report);
	check_text(OBEYED);
	render_atr(out, ATR_FORMAT_BRIEF, &layout, &report);
	check_text(OBEYED);
	assert(memchr(page.text, '\n', page.length) == page.text + page.length - 1);
}

/* The short text, and the line of facts. */
static void render_summary(const uint8_t *bytes, size_t length, unsigned width)
{
	const struct layout layout = {.palette = &palette_plain, .width = width};
	struct words facts = {0};

	atr_report_summary(&report, bytes, length, 0);
	render_atr(out, ATR_FORMAT_TEXT, &layout, &report);
	check_tidy_text();
	atr_report_facts(&report, &facts);
	assert(facts.length > 0 && strpbrk(facts.text, "\n\033") == NULL);
}

static void check_json(void)
{
	assert(json_write(json, out));
	take_page();
	assert(memchr(page.text, '\n', page.length) == page.text + page.length - 1);
}

/* A page: it has no character that controls a browser, and no markup except ours. */
static void render_html(void)
{
	char title[ATR_TITLE_SIZE];

	atr_html_title(title, &report);
	html_begin(out, &html_alone, title, "");
	render_atr_html(out, &html_alone, &report, 1, json);
	html_end(out, &html_alone);
	assert(json_is_whole(json));
	check_text(OBEYED);
	assert(strstr(page.text, "<script") == NULL);
}

/* Compares the ATR with itself, and with one in which a byte differs. */
static void render_diff(const uint8_t *bytes, size_t length, unsigned width)
{
	uint8_t changed[ATR_KEPT];
	static struct atr_report other;
	static struct atr_diff diff;
	const struct atr_report *const same[] = {&report, &report},
				       *const two[] = {&report, &other};
	const struct layout layout = {.palette = &palette_plain, .width = width};

	atr_diff_fill(&diff, same, 2);
	assert(!diff.failed && diff.count == 0);
	memcpy(changed, bytes, length);
	if (length > 0)
		changed[width % length] = (uint8_t)~changed[width % length];
	atr_report_fill(&other, changed, length, 0);
	atr_diff_fill(&diff, two, 2);
	render_atr_diff(out, &layout, &diff);
	check_tidy_text();
	render_atr_diff_json(json, &diff);
	check_json();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct searched_list source = {.path = "/list\033", .modified = 0};

	if (size < 2)
		return 0;
	size_t length = data[1] < size - 2 ? data[1] : size - 2;
	const char *names = (const char *)data + 2 + length;

	open_once();
	atr_report_fill(&report, data + 2, length, 0);
	check_covered(length);
	report.input = (struct span){(const char *)data, size};
	report.sources = &source;
	report.source_count = 1;
	card_matches_clear(&report.matches);
	if (size > 2 + length)
		card_matches_add(&report.matches,
		                 &(struct card_match){.exact = data[0] & 1,
		                                      .pattern = {names, 1},
		                                      .names = {names, size - 2 - length},
		                                      .list = source.path,
		                                      .line = 1});
	card_matches_finish(&report.matches);
	render_diff(data + 2, length, data[0]);
	atr_report_judge(&report, (enum atr_profile)(data[0] % ATR_PROFILE_COUNT));
	render_lines(data[0]);
	render_atr_json(json, &report);
	check_json();
	render_html();
	render_summary(data + 2, length, data[0]);
	return 0;
}
