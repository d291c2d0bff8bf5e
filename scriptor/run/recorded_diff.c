#include "scriptor/run/recorded_diff.h"

#include "base/bytes.h"
#include "script/remark.h"
#include "sys/memory.h"

#include <stdio.h>
#include <string.h>

static const char *string_of(const struct text *text)
{
	return text->data == NULL ? "" : text->data;
}

static void show(struct run *run, const struct difference *difference)
{
	runner_show(run,
	            &(struct transcript_event){.kind = EVENT_DIFFERENCE, .difference = difference});
}

void recorded_diff_response(struct run *run, const struct expect *expect, const uint8_t *data,
                            size_t length)
{
	struct shown_bytes command = {(const uint8_t *)run->command.data, run->command.length,
	                              &run->hidden, false};
	struct difference difference = {.place = runner_place(run), .command = &command};
	struct text received = {0};
	char sw[5];

	text_hex(&received, data, length, '\0');
	snprintf(sw, sizeof sw, "%04X", run->sw);
	difference.recorded.data = script_text(run->script, expect->data).text;
	difference.recorded.data_length = expect->data.count;
	difference.recorded.sw = script_text(run->script, expect->sw).text;
	difference.recorded.sw_length = expect->sw.count;
	difference.received.data = string_of(&received);
	difference.received.data_length = received.length;
	difference.received.sw = sw;
	difference.received.sw_length = 4;
	if (memory_sufficed(!received.failed))
		show(run, &difference);
	text_free(&received);
}

static void show_atrs(struct run *run, const char *file, const uint8_t *atr, size_t length)
{
	struct text recorded = {0}, received = {0};

	text_hex(&recorded, atr, length, '\0');
	text_hex(&received, run->card->atr, run->card->atr_length, '\0');
	struct difference difference = {
		.place = file,
		.recorded = {.data = string_of(&recorded), .data_length = recorded.length},
		.received = {.data = string_of(&received), .data_length = received.length},
	};
	if (memory_sufficed(!recorded.failed && !received.failed))
		show(run, &difference);
	text_free(&recorded);
	text_free(&received);
}

bool recorded_diff_atr(struct run *run, const char *file, struct span text)
{
	uint8_t atr[CARD_ATR_MAX];
	struct span value;

	if (!run->connected || !remark_find(text, "ATR:", &value))
		return true;
	struct hex_result read = {.status = HEX_OK};
	if (value.length > 0)
		read = hex_read(value.text, value.length, atr, sizeof atr);
	if (read.status != HEX_OK ||
	    (read.count == run->card->atr_length && memcmp(atr, run->card->atr, read.count) == 0))
		return true;
	show_atrs(run, file, atr, read.count);
	return false;
}
