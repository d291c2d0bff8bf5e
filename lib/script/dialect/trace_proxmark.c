/* Proxmark3: "trace list -t 14a", a table of frames with blocks of ISO/IEC 14443-4:2018, 7, and "hf
 * 14a apdu", ">>>> 00a4..." and "<<<< ...". */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"

#include <string.h>

static const struct trace_label labels[] = {
	{">>>>", TRACE_COMMAND},
	{">>>", TRACE_COMMAND},
	{"<<<< status", TRACE_OTHER},
	{"<<< status", TRACE_OTHER},
	{"<<<<", TRACE_RESPONSE},
	{"<<<", TRACE_RESPONSE},
	{NULL},
};

enum { CRC_LENGTH = 2, BARS = 4 /* BARS: columns up to the end of the bytes */ };

/* The current frame, which may continue on further lines of the table, and the last I-block of each
 * side. */
struct proxmark {
	struct octets frame;
	bool from_reader, held;
	bool acked;          /* R(ACK) was last: the next block continues a chain */
	bool broken;         /* its line ended before the column of bytes did */
	bool checked;        /* according to the table its CRC is correct */
	bool flawed;         /* it has a parity error */
	struct text last[2]; /* the last block of the card and of the reader */
	bool chained[2];     /* the blocks so far are incomplete */
};

/* ISO/IEC 14443-3:2018, annex B: CRC_A. */
static uint16_t crc_a(const uint8_t *bytes, size_t length)
{
	uint16_t crc = 0x6363;

	for (size_t i = 0; i < length; i++) {
		crc ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = (uint16_t)(crc & 1 ? crc >> 1 ^ 0x8408 : crc >> 1);
	}
	return crc;
}

static struct span without_crc(const struct octets *frame)
{
	const uint8_t *bytes = octets_data(frame);
	size_t length = frame->bytes.length;

	if (length > CRC_LENGTH) {
		uint16_t crc = crc_a(bytes, length - CRC_LENGTH);

		if (bytes[length - 2] == (crc & 0xFF) && bytes[length - 1] == crc >> 8)
			length -= CRC_LENGTH;
	}
	return (struct span){frame->bytes.data, length};
}

/* 7.1.2.1: returns the length of the PCB with the CID and NAD that it announces; 0 if it is not an
 * I-block. */
static size_t prologue_length(struct span block)
{
	uint8_t pcb = block.length > 0 ? (uint8_t)block.text[0] : 0;
	size_t length = 1u + (pcb >> 3 & 1) + (pcb >> 2 & 1);

	return (pcb & 0xE2) == 0x02 && block.length >= length ? length : 0;
}

static void take_block(struct trace *trace, struct proxmark *pm3, struct span block)
{
	size_t prologue = prologue_length(block);
	struct text *last = &pm3->last[pm3->from_reader];
	struct octets *octets = pm3->chained[pm3->from_reader] ? trace_more(trace) : NULL;

	/* A repetition of the same block, after R(NAK). */
	if (last->length > 0 && block.length > 0 && last->data[0] == block.text[0] &&
	    span_equal(block, (struct span){last->data, last->length}))
		return;
	bool rest_only = pm3->acked && octets == NULL;

	pm3->acked = false;
	text_clear(last);
	text_add(last, block.text, block.length);
	trace->total.failed = trace->total.failed || last->failed;
	if (rest_only && !pm3->from_reader)
		trace_unanswered(trace);
	else if (pm3->from_reader && octets == NULL && !rest_only)
		octets = trace_begin(trace, TRACE_COMMAND);
	else if (octets == NULL && trace_waits(trace))
		octets = trace_begin(trace, TRACE_RESPONSE);
	pm3->chained[pm3->from_reader] = (block.text[0] & 0x10) != 0;
	if (octets != NULL)
		text_add(&octets->bytes, block.text + prologue, block.length - prologue);
}

static void end_frame(struct trace *trace, struct proxmark *pm3)
{
	struct span block = without_crc(&pm3->frame);
	bool rats = pm3->from_reader && block.length == 2 && (uint8_t)block.text[0] == 0xE0;

	/* A CRC that no longer matches means that bytes are missing. */
	pm3->flawed = pm3->flawed || (pm3->checked && block.length == pm3->frame.bytes.length);
	if (!pm3->held || pm3->flawed) {
		pm3->held = false;
		return;
	}
	pm3->held = false;
	if (rats) {
		trace_reset(trace, false);
		text_clear(&pm3->last[0]);
		text_clear(&pm3->last[1]);
	} else if (prologue_length(block) > 0) {
		take_block(trace, pm3, block);
	} else if (block.length > 0 && ((uint8_t)block.text[0] & 0xF6) == 0xA2) {
		pm3->acked = true;
	}
}

/* Returns the column with this number, from 0. */
static struct span column(struct span line, unsigned number)
{
	for (size_t bar; number > 0; number--) {
		bar = span_find(line, "|");
		line = bar == SIZE_MAX ? (struct span){"", 0} : span_from(line, bar + 1);
	}
	size_t length = span_find(line, "|");
	if (length != SIZE_MAX)
		line.length = length;
	return span_trim(line);
}

static size_t count_bars(struct span line)
{
	size_t n = 0;

	for (size_t at; (at = span_find(line, "|")) != SIZE_MAX; n++)
		line = span_from(line, at + 1);
	return n;
}

/* "!" marks a byte with a parity error. */
static void add_frame(struct proxmark *pm3, struct span bytes)
{
	while (bytes.length > 0) {
		struct span rest = octets_read(&pm3->frame, bytes, 1);

		if (rest.length == bytes.length)
			rest = span_from(bytes, 1);
		pm3->flawed = pm3->flawed || span_starts(rest, "!");
		bytes = rest;
	}
}

static bool take_row(struct trace *trace, struct proxmark *pm3, struct span line)
{
	struct span source = column(line, 2), bytes = column(line, 3);
	bool reader = span_is(source, "Rdr");

	if (!reader && !span_is(source, "Tag") && (source.length > 0 || !pm3->held))
		return false;
	if (source.length > 0) {
		end_frame(trace, pm3);
		octets_clear(&pm3->frame);
		pm3->flawed = pm3->checked = false;
		pm3->held = true;
		pm3->from_reader = reader;
	}
	add_frame(pm3, bytes);
	pm3->broken = count_bars(line) < BARS;
	pm3->checked = pm3->checked || span_find(column(line, 4), "ok") != SIZE_MAX;
	return true;
}

bool trace_proxmark_marks(struct span line)
{
	struct span source = column(line, 2), rest;
	const struct trace_label *label = trace_label(labels, line, &rest);

	return (span_find(line, "|") != SIZE_MAX &&
	        (span_is(source, "Rdr") || span_is(source, "Tag"))) ||
		(label != NULL && (span_starts(line, "[+] ") || span_starts(rest, "[sel")));
}

void trace_proxmark(struct trace *trace, struct span line)
{
	struct proxmark *pm3 = trace_state(trace, sizeof *pm3);
	struct span rest;
	const struct trace_label *label = trace_label(labels, line, &rest);

	if (pm3 == NULL)
		return;
	if (pm3->broken) {
		add_frame(pm3, column(line, 0));
		pm3->broken = span_find(line, "|") == SIZE_MAX;
		return;
	}
	if (span_find(line, "|") != SIZE_MAX && take_row(trace, pm3, line))
		return;
	if (label != NULL && span_starts(rest, "[")) {
		size_t close = span_find(rest, "]");

		rest = span_trim(span_from(rest, close == SIZE_MAX ? 0 : close + 1));
	}
	if (label != NULL && label->part != TRACE_OTHER)
		trace_take_or_odd(trace, label->part, rest, line);
	else if (label == NULL && !span_starts(line, "[") && span_find(line, "|") == SIZE_MAX &&
	         !span_starts(line, "-----"))
		trace_odd(trace, line);
}

void trace_proxmark_end(struct trace *trace)
{
	struct proxmark *pm3 = trace->state;

	if (pm3 == NULL)
		return;
	end_frame(trace, pm3);
	trace_free(trace, &pm3->frame);
	text_free(&pm3->last[0]);
	text_free(&pm3->last[1]);
}
