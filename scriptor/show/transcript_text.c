/* The output format of scriptor 1.6.2 in Debian. */
#include "scriptor/show/transcript.h"

#include "apdu/describe_apdu.h"
#include "base/escape.h"
#include "base/stream.h"
#include "names/sw.h"
#include "reader/attribute.h"
#include "render/apdu_view.h"
#include "render/escaped.h"

#include <string.h>

enum { ROW = 16, ASCII_ROW = 64, TEXT_WIDTH = 100 };

static void write_text(struct transcript *transcript, const char *text, size_t length)
{
	if (length > 0)
		stream_write(transcript->out, text, length); /* one thread writes */
}

/* Writes the row as a whole or not at all. */
static void write_row(struct transcript *transcript)
{
	if (transcript->row.failed)
		transcript->failed = true;
	else
		write_text(transcript, transcript->row.data, transcript->row.length);
}

/* Writes text from the script unchanged, but escaped if the output is a terminal. */
static void write_own(struct transcript *transcript, const char *text, size_t length)
{
	if (transcript->terminal)
		put_escaped(transcript->out, (struct span){text, length});
	else
		write_text(transcript, text, length);
}

static void write_lines(struct transcript *transcript, const struct transcript_event *event)
{
	struct span rest = {event->text, event->length}, line;

	while (span_line(&rest, &line)) {
		bool ended = rest.length > 0 || event->text[event->length - 1] == '\n';
		bool cr = ended && line.length > 0 && line.text[line.length - 1] == '\r';

		write_own(transcript, line.text, line.length - cr);
		write_text(transcript, cr ? "\r\n" : "\n", !ended ? 0 : cr ? 2 : 1);
	}
}

static void write_sent(struct transcript *transcript, const struct transcript_event *event)
{
	write_text(transcript, "> ", 2);
	write_own(transcript, event->text, event->length);
	write_text(transcript, "\n", 1);
}

static void write_tree(struct transcript *transcript, struct apdu_view view)
{
	static const struct layout layout = {.palette = &palette_plain, .width = TEXT_WIDTH};

	view.tree = &transcript->tree;
	view.indent = 2;
	if (transcript->tree.failed)
		transcript->failed = true;
	else
		render_apdu_text(transcript->out, &layout, &view);
}

static void explain_command(struct transcript *transcript, const struct shown_apdu *apdu)
{
	const struct shown_bytes *command = &apdu->command;
	struct secret secret = transcript_secret(transcript, command);

	if (secret_has(secret, 0))
		return;
	describe_command(&transcript->tree, command->bytes, command->length, apdu->context, secret);
	write_tree(transcript,
	           (struct apdu_view){
			   .bytes = command->bytes, .length = command->length, .secret = secret});
}

/* A command is shown as written in the script unless it must be masked. */
static bool is_shown_as_written(const struct transcript *transcript, const struct shown_apdu *apdu)
{
	const struct shown_bytes *command = &apdu->command;

	return apdu->written != NULL &&
		!(transcript->mask && !transcript->secrets &&
	          secret_find(command->bytes, command->length).length > 0);
}

static void write_command(struct transcript *transcript, const struct transcript_event *event)
{
	const struct shown_apdu *apdu = event->apdu;

	write_text(transcript, "> ", 2);
	if (is_shown_as_written(transcript, apdu))
		write_own(transcript, apdu->written, apdu->written_length);
	else
		fputs(transcript_hex(transcript, &apdu->command, transcript->mask, ' '),
		      transcript->out);
	write_text(transcript, "\n", 1);
	if (apdu->explain)
		explain_command(transcript, apdu);
}

static enum role role_of(const struct sw_row *meaning)
{
	static const enum role roles[] = {
		[SW_NORMAL] = ROLE_GOOD,      [SW_WARNING] = ROLE_WARNING,
		[SW_EXECUTION] = ROLE_ERROR,  [SW_CHECKING] = ROLE_ERROR,
		[SW_PROPRIETARY] = ROLE_INFO, [SW_INVALID] = ROLE_ERROR,
	};

	return meaning != NULL ? roles[meaning->class] : ROLE_ERROR;
}

/* Writes the data as text, 64 bytes per line, with a dot for each byte that is not printable
 * ASCII. */
static void write_ascii(struct transcript *transcript, const uint8_t *data, size_t length)
{
	for (size_t at = 0; at < length; at += ASCII_ROW) {
		fputs("  \"", transcript->out);
		for (size_t i = at; i < length && i < at + ASCII_ROW; i++)
			putc(data[i] >= 0x20 && data[i] < 0x7F ? data[i] : '.', transcript->out);
		fputs("\"\n", transcript->out);
	}
}

/* Adds lines of 16 bytes, "6F 10 ... 90 00". */
static void add_rows(struct text *row, const uint8_t *bytes, size_t from, size_t length)
{
	for (size_t at = from; at < length; at += ROW) {
		size_t n = length - at < ROW ? length - at : ROW;

		if (at > from)
			text_puts(row, " \n");
		text_hex(row, bytes + at, n, ' ');
	}
}

/* Writes "< 6F 10 ... 90 00 : words". */
static void write_bytes(struct transcript *transcript, const struct shown_apdu *apdu)
{
	const uint8_t *bytes = apdu->response;
	size_t length = apdu->response_length, from = 0;
	const struct sw_context context =
		apdu_sw_context(apdu->command.bytes, apdu->command.length, apdu->context);
	const struct sw_row *meaning = NULL;
	struct text *row = &transcript->row;
	char words[160] = "no status word (response too short)";

	if (length >= 2) {
		uint16_t sw = (uint16_t)(bytes[length - 2] << 8 | bytes[length - 1]);

		meaning = sw_find(sw, &context);
		sw_text(meaning, sw, words, sizeof words);
		from = transcript->view != VIEW_ASCII ? 0 : length - 2;
	}
	enum role role = role_of(meaning);
	text_clear(row);
	text_puts(row, transcript->palette->on[role]);
	text_puts(row, "< ");
	add_rows(row, bytes, from, length);
	text_puts(row, " : ");
	text_puts(row, words);
	text_puts(row, transcript->palette->off[role]);
	text_puts(row, "\n");
	write_row(transcript);
	if (meaning != NULL && transcript->view != VIEW_HEX)
		write_ascii(transcript, bytes, length - 2);
}

static bool shows_objects(const struct tree *tree)
{
	for (node_id id = 0; id < tree->count; id++)
		if (tree_node(tree, id)->header > 0)
			return true;
	return false;
}

/* Explains the data of several commands or responses after the last of them. */
static void explain_joined(struct transcript *transcript, const struct shown_apdu *apdu)
{
	struct apdu_view view;

	if (transcript_describe_joined_command(transcript, apdu, &view))
		write_tree(transcript, view);
	if (!transcript_describe_joined_response(transcript, apdu, &view))
		return;
	if (shows_objects(&transcript->tree))
		transcript->explained = view.length;
	write_tree(transcript, view);
}

static void explain_response(struct transcript *transcript, const struct shown_apdu *apdu)
{
	transcript_describe_response(transcript, apdu);
	if (shows_objects(&transcript->tree))
		transcript->explained = apdu->response_length - 2;
	write_tree(transcript,
	           (struct apdu_view){.bytes = apdu->response,
	                              .length = apdu->response_length,
	                              .status_shown = true});
	explain_joined(transcript, apdu);
}

static void write_response(struct transcript *transcript, const struct transcript_event *event)
{
	const struct shown_apdu *apdu = event->apdu;

	write_bytes(transcript, apdu);
	transcript->explained = 0;
	if (apdu->explain)
		explain_response(transcript, apdu);
	if (apdu->time)
		fprintf(transcript->out, "  %.3f ms\n", apdu->ms);
}

static void write_ok(struct transcript *transcript, const struct transcript_event *event)
{
	(void)event;
	fputs("< OK\n", transcript->out);
}

static void write_ko(struct transcript *transcript, const struct transcript_event *event)
{
	fprintf(transcript->out, "< KO: %.*s\n", (int)event->length, event->text);
}

static void write_ok_bytes(struct transcript *transcript, const uint8_t *bytes, size_t length)
{
	fputs("< OK:", transcript->out);
	for (size_t i = 0; i < length; i++)
		fprintf(transcript->out, " %02X", bytes[i]);
}

static void write_atr(struct transcript *transcript, const struct transcript_event *event)
{
	const struct card *card = event->card;

	write_ok_bytes(transcript, card->atr, card->atr_length);
	fputs(card->atr_length > 0 ? " \n" : "  \n", transcript->out);
}

static void write_connected(struct transcript *transcript, const struct transcript_event *event)
{
	enum card_protocol protocol = event->card->protocol;

	if (event->requested)
		write_atr(transcript, event);
	if (protocol == CARD_T0 || protocol == CARD_T1)
		fprintf(transcript->out, "Using T=%d protocol\n", protocol == CARD_T0 ? 0 : 1);
	else
		fputs("Using an unknown protocol (not T=0 or T=1)\n", transcript->out);
}

static void write_echo(struct transcript *transcript, const struct transcript_event *event)
{
	write_lines(transcript, event);
	write_text(transcript, "\n", 1);
}

/* Writes printable text after its bytes; readers terminate it with a NUL. */
static void write_printable(struct transcript *transcript, const uint8_t *bytes, size_t length)
{
	if (length > 0 && bytes[length - 1] == 0)
		length--;
	for (size_t i = 0; i < length; i++)
		if (bytes[i] < 0x20 || bytes[i] > 0x7E)
			return;
	if (length > 0)
		fprintf(transcript->out, " \"%.*s\"", (int)length, (const char *)bytes);
}

static void write_attribute(struct transcript *transcript, const struct transcript_event *event)
{
	const struct attribute_row *row = attribute_row(event->code);

	write_ok_bytes(transcript, event->bytes, event->byte_count);
	if (row != NULL && row->text)
		write_printable(transcript, event->bytes, event->byte_count);
	write_text(transcript, "\n", 1);
}

static void write_control(struct transcript *transcript, const struct transcript_event *event)
{
	write_ok_bytes(transcript, event->bytes, event->byte_count);
	write_text(transcript, "\n", 1);
}

static void write_tlv(struct transcript *transcript, const struct transcript_event *event)
{
	/* Skip what --explain has shown already. */
	if (event->byte_count != transcript->explained &&
	    transcript_describe_objects(transcript, event))
		write_tree(transcript,
		           (struct apdu_view){.bytes = event->bytes, .length = event->byte_count});
}

static void write_finding(struct transcript *transcript, const struct transcript_event *event)
{
	const struct lint_finding *finding = event->finding;
	char clean[4 * 256 + 1];

	escape_terminal(clean, sizeof clean, transcript->file, strlen(transcript->file));
	fprintf(transcript->out, "%s:%u:%u: %s [%s]\n", clean, (unsigned)finding->line,
	        (unsigned)finding->column, finding->text, lint_code_name(finding->code));
}

const struct transcript_format transcript_text = {
	.item =
		{
			[EVENT_LINES] = write_lines,
			[EVENT_SENT] = write_sent,
			[EVENT_COMMAND] = write_command,
			[EVENT_RESPONSE] = write_response,
			[EVENT_OK] = write_ok,
			[EVENT_KO] = write_ko,
			[EVENT_CONNECTED] = write_connected,
			[EVENT_RESET] = write_atr,
			[EVENT_DISCONNECTED] = write_ok,
			[EVENT_ECHO] = write_echo,
			[EVENT_ATTRIBUTE] = write_attribute,
			[EVENT_CONTROL] = write_control,
			[EVENT_TLV] = write_tlv,
			[EVENT_FINDING] = write_finding,
		},
};

static void write_failed(struct transcript *transcript, const struct transcript_event *event)
{
	const struct shown_apdu *apdu = event->apdu;
	bool unmet = apdu->expect != NULL && !apdu->met;

	if (unmet || apdu->response == NULL)
		write_command(transcript, event);
	if (unmet)
		write_response(transcript, event);
}

const struct transcript_format transcript_quiet = {
	.item = {[EVENT_KO] = write_ko, [EVENT_APDU] = write_failed},
};
