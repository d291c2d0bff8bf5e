/* Any ATR, with any names from a list, in every output: what is written holds no character that a terminal
 * obeys, text keeps no blank at a line's end, JSON always comes. The first byte is the width, the second
 * the length of the ATR, then come the ATR and the names. */
#include "decode/atr_report.h"
#include "render/atr.h"
#include "render/atr_diff.h"
#include "render/json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct atr_report report; /* keeps its memory from input to input, as the programs do */

static void check_text(const char *text, size_t length, enum atr_format format)
{
	size_t lines = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		lines += c == '\n';
		assert(c == '\n' || (c == '\t' && format != ATR_FORMAT_TEXT) || (c >= 0x20 && c != 0x7F));
		if (c == '\n' && i > 0 && format == ATR_FORMAT_TEXT)
			assert(text[i - 1] != ' ');
	}
	assert(length > 0 && text[length - 1] == '\n');
	assert(format != ATR_FORMAT_BRIEF || lines == 1);
}

static void render(enum atr_format format, unsigned width)
{
	const struct layout layout = {.palette = &palette_plain, .width = width};
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	assert(out != NULL);
	render_atr(out, format, &layout, &report);
	fclose(out);
	check_text(text, length, format);
	free(text);
}

/* A page: no character that a browser obeys, and no markup but ours. */
static void render_html(void)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	assert(out != NULL);
	render_atr_html_begin(out, &report);
	render_atr_html(out, &report);
	render_atr_html_end(out);
	fclose(out);
	check_text(text, length, ATR_FORMAT_CLASSIC);
	assert(strstr(text, "<script") == NULL);
	free(text);
}

/* The ATR beside itself, and beside what is left of it without its first bytes. */
static void render_diff(const uint8_t *bytes, size_t length, unsigned width)
{
	static struct atr_report other;
	static struct atr_diff diff;
	const struct atr_report *const same[] = {&report, &report}, *const two[] = {&report, &other};
	const struct layout layout = {.palette = &palette_plain, .width = width};
	char *text = NULL;
	size_t written = 0;

	atr_diff_fill(&diff, same, 2);
	assert(!diff.failed && diff.count == 0);
	atr_report_fill(&other, bytes + length / 4, length - length / 4, 0);
	atr_diff_fill(&diff, two, 2);
	FILE *out = open_memstream(&text, &written);
	assert(out != NULL);
	render_atr_diff(out, &layout, &diff);
	fclose(out);
	check_text(text, written, ATR_FORMAT_TEXT);
	free(text);
}

static void render_json(void)
{
	struct json *json = json_new();
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	assert(json != NULL && out != NULL);
	render_atr_json(json, &report);
	assert(json_write(json, out));
	fclose(out);
	assert(memchr(text, '\n', length) == text + length - 1);
	free(text);
	json_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct card_source source = {.path = "/list\033", .modified = 0};

	if (size < 2)
		return 0;
	size_t length = data[1] < size - 2 ? data[1] : size - 2;
	const char *names = (const char *)data + 2 + length;

	atr_report_fill(&report, data + 2, length, 0);
	atr_report_judge(&report, (enum atr_profile)(data[0] % ATR_PROFILE_COUNT));
	report.input = (struct span){(const char *)data, size};
	report.sources = &source;
	report.source_count = 1;
	card_matches_clear(&report.matches);
	if (size > 2 + length)
		card_matches_add(&report.matches, &(struct card_match){
			.exact = data[0] & 1, .pattern = {names, 1},
			.names = {names, size - 2 - length}, .list = source.path, .line = 1});
	card_matches_finish(&report.matches);
	for (unsigned format = ATR_FORMAT_TEXT; format <= ATR_FORMAT_BRIEF; format++)
		render((enum atr_format)format, data[0]);
	render_json();
	render_html();
	render_diff(data + 2, length, data[0]);
	return 0;
}
