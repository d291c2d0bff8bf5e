/* --diff: the differences from a recording: "-" the recorded response, "+" the response received,
 * "=" what they have in common, with X for the digits that differ. */
#include "scriptor/show/transcript.h"

#include "render/escaped.h"

#include <string.h>

/* Writes what two rows of digits have in common: X for digits that differ, and * at the end of the
 * shorter one. */
static void write_common(FILE *out, const char *left, size_t left_length, const char *right,
                         size_t right_length)
{
	size_t both = left_length < right_length ? left_length : right_length;

	for (size_t i = 0; i < both; i++)
		putc(left[i] == right[i] ? left[i] : 'X', out);
	if (left_length != right_length)
		putc('*', out);
}

static void write_difference(struct transcript *transcript, const struct transcript_event *event)
{
	const struct difference *one = event->difference;
	size_t sw_length = one->recorded.sw_length < 4 ? 0 : 4;
	FILE *out = transcript->out;

	put_escaped(out, (struct span){one->place, strlen(one->place)});
	fprintf(out, "%s\n", transcript_hex(transcript, one->command, true, ' '));
	fprintf(out, "- [%.*s] (%.*s)\n", (int)one->recorded.data_length, one->recorded.data,
	        (int)one->recorded.sw_length, one->recorded.sw);
	fprintf(out, "+ [%.*s] (%.*s)\n= [", (int)one->received.data_length, one->received.data,
	        (int)one->received.sw_length, one->received.sw);
	write_common(out, one->recorded.data, one->recorded.data_length, one->received.data,
	             one->received.data_length);
	fputs("] (", out);
	write_common(out, one->recorded.sw, sw_length, one->received.sw, one->received.sw_length);
	fputs(")\n", out);
}

static void write_atr_difference(struct transcript *transcript, const struct difference *one)
{
	FILE *out = transcript->out;

	put_escaped(out, (struct span){one->place, strlen(one->place)});
	fprintf(out, ": the ATR\n- %.*s\n+ %.*s\n= ", (int)one->recorded.data_length,
	        one->recorded.data, (int)one->received.data_length, one->received.data);
	if (one->received.data_length > 0)
		write_common(out, one->recorded.data, one->recorded.data_length, one->received.data,
		             one->received.data_length);
	putc('\n', out);
}

static void write_any_difference(struct transcript *transcript,
                                 const struct transcript_event *event)
{
	if (event->difference->command == NULL)
		write_atr_difference(transcript, event->difference);
	else
		write_difference(transcript, event);
}

static void write_remark(struct transcript *transcript, const struct transcript_event *event)
{
	fputs("# ", transcript->out);
	put_escaped(transcript->out, (struct span){event->text, event->length});
	putc('\n', transcript->out);
}

const struct transcript_format transcript_diff = {
	.item = {[EVENT_ECHO] = write_remark, [EVENT_DIFFERENCE] = write_any_difference},
};
