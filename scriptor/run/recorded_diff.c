#include "scriptor/run/recorded_diff.h"

#include "base/bytes.h"
#include "script/remark.h"
#include "scriptor/show/transcript.h"

#include <stdio.h>
#include <string.h>

/* What two rows of nibbles have in common: X where they differ, and * from where one has ended. */
static void add_common(struct text *out, const char *left, size_t left_length, const char *right,
                       size_t right_length)
{
	size_t both = left_length < right_length ? left_length : right_length;

	for (size_t i = 0; i < both; i++)
		text_add(out, left[i] == right[i] ? left + i : "X", 1);
	if (left_length != right_length)
		text_puts(out, "*");
}

static void write_row(char sign, const char *data, size_t length, const char *sw, size_t sw_length)
{
	printf("%c [%.*s] (%.*s)\n", sign, (int)length, data, (int)sw_length, sw);
}

void differ_show(struct run *run, const struct expect *expect, const uint8_t *data, size_t length)
{
	const char *pattern = script_pool(run->script, expect->data);
	const char *sw = script_pool(run->script, expect->sw);
	struct text got = {0}, common = {0}, common_sw = {0};
	struct show_bytes command = {(const uint8_t *)run->command.data, run->command.length,
	                             &run->hidden};
	char got_sw[5];

	text_hex(&got, data, length, '\0');
	snprintf(got_sw, sizeof got_sw, "%04X", run->sw);
	add_common(&common, pattern, expect->data.count, got.data == NULL ? "" : got.data,
	           got.length);
	add_common(&common_sw, sw, expect->sw.count >= 4 ? 4 : 0, got_sw, 4);
	show_hex(run->options.show, &command, true, ' ');
	printf("%s%s\n", runner_place(run), run->options.show->row.data);
	write_row('-', pattern, expect->data.count, sw, expect->sw.count);
	write_row('+', got.data == NULL ? "" : got.data, got.length, got_sw, 4);
	write_row('=', common.data == NULL ? "" : common.data, common.length,
	          common_sw.data == NULL ? "" : common_sw.data, common_sw.length);
	text_free(&got);
	text_free(&common);
	text_free(&common_sw);
}

bool differ_atr(struct run *run, const char *file, const char *text, size_t length)
{
	struct text told = {0}, got = {0}, common = {0};
	uint8_t atr[CARD_ATR_MAX];
	const char *value;
	size_t n;

	if (!run->connected || !remark_find(text, length, "ATR:", &value, &n))
		return true;
	struct hex_result read = hex_read(value, n, atr, sizeof atr);
	if (read.status != HEX_OK ||
	    (read.count == run->card->atr_length && memcmp(atr, run->card->atr, read.count) == 0))
		return true;
	text_hex(&told, atr, read.count, '\0');
	text_hex(&got, run->card->atr, run->card->atr_length, '\0');
	if (got.length > 0)
		add_common(&common, told.data, told.length, got.data, got.length);
	if (!told.failed && !got.failed && !common.failed)
		printf("%s: the ATR\n- %s\n+ %s\n= %s\n", file, told.data,
		       got.length > 0 ? got.data : "", common.length > 0 ? common.data : "");
	text_free(&told);
	text_free(&got);
	text_free(&common);
	return false;
}
