/* A failing allocation: the reader of the input must report it, or give the same result as without
 * the failure. The first byte selects what reads the rest, the second and third which allocation
 * fails and whether those after it fail too. */
#include "base/text.h"
#include "list_update/survey.h"
#include "script/dialect/dialect.h"
#include "script/parse/parse.h"
#include "sys/pcsc/reader_names.h"
#include "tests/fuzz/wrap.h"
#include "tests/unit/printed.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each writes what it has read; returns false if it reports that memory ran out. */
typedef bool reader(const char *text, size_t length, struct text *out);

static bool read_script(const char *text, size_t length, struct text *out)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, "x", NULL);

	if (parser != NULL && parse_text(parser, text, length))
		print_script(out, &script);
	for (size_t i = 0; i < script.error_count && i < SCRIPT_ERRORS_MAX; i++)
		text_puts(out, script.errors[i].text);
	bool good = parser != NULL && !script.failed;
	parse_free(&parser);
	script_free(&script);
	return good;
}

static bool read_list(const char *text, size_t length, struct text *out)
{
	struct survey survey = {0};
	bool good = survey_take(&survey, text, length);

	for (size_t i = 0; i < survey.count; i++)
		text_add(out, survey.entries[i].atr.text, survey.entries[i].atr.length);
	text_printf(out, "%zu %d", survey.unreadable, survey.begins_well);
	survey_free(&survey);
	return good;
}

static bool read_names(const char *text, size_t length, struct text *out)
{
	struct reader_names names = {0};
	bool good = reader_names_take(&names, text, length);

	for (size_t i = 0; good && i < names.count; i++)
		text_puts(out, names.names[i]);
	reader_names_free(&names);
	return good;
}

static bool read_dialect(const char *text, size_t length, struct text *out)
{
	struct conversion conversion = {0};
	const struct dialect_request request = {.hides = true};
	(void)dialect_read(&request, text, length, &conversion);

	text_add(out, conversion.text.data, conversion.text.length);
	bool good = !conversion.failed && !conversion.text.failed;
	conversion_free(&conversion);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static reader *const readers[] = {read_script, read_list, read_names, read_dialect};
	struct text usual = {0}, got = {0};

	if (size < 3)
		return 0;
	reader *read = readers[data[0] % (sizeof readers / sizeof *readers)];
	const char *text = (const char *)data + 3;
	bool good = read(text, size - 3, &usual) && !usual.failed;
	(void)wrap_fail(1u + data[1], data[2] & 1);
	bool said = !read(text, size - 3, &got) || got.failed;
	(void)wrap_fail(0, 0);
	if (!said) {
		assert(good && got.length == usual.length);
		assert(got.length == 0 || memcmp(got.data, usual.data, got.length) == 0);
	}
	text_free(&usual);
	text_free(&got);
	return 0;
}
