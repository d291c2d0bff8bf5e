#include "script/dialect/trace_session.h"

#include "atr/atr_params.h"
#include "base/array.h"
#include "base/escape.h"

#include <stdlib.h>
#include <string.h>

static void free_octets(struct trace_total *total, struct octets *octets)
{
	total->failed = total->failed || octets_failed(octets);
	octets_free(octets);
}

void trace_session_free(struct trace_total *total, struct trace_session *session)
{
	text_free(&session->record.text);
	free(session->lines);
	total->failed = total->failed || session->first_atr.failed || session->last_atr.failed;
	free_octets(total, &session->command);
	free_octets(total, &session->response);
	free_octets(total, &session->atr);
	text_free(&session->first_atr);
	text_free(&session->last_atr);
}

/* Notes the source line of each line added to the record. */
static void end_lines(struct trace_total *total, struct trace_session *session, size_t added,
                      size_t number)
{
	for (; added > 0; added--) {
		size_t *lines = array_room(session->lines, session->line_count, &session->line_size,
		                           sizeof *lines);

		if (lines == NULL) {
			total->failed = true;
			return;
		}
		session->lines = lines;
		session->lines[session->line_count++] = number;
	}
}

void trace_session_line(struct trace_total *total, struct trace_session *session, size_t number,
                        const char *line)
{
	text_puts(&session->record.text, line);
	text_puts(&session->record.text, "\n");
	end_lines(total, session, 1, number);
}

void trace_session_comment(struct trace_total *total, struct trace_session *session, size_t number,
                           struct span text)
{
	struct text *out = &session->record.text;

	text_printf(out, "# line %zu: ", number);
	if (escape_plain(text.text, text.length) == text.length) {
		text_add(out, text.text, text.length);
	} else {
		size_t size = 4 * text.length + 1;
		char *safe = malloc(size);

		if (safe == NULL)
			total->failed = true;
		else
			text_add(out, safe, escape_terminal(safe, size, text.text, text.length));
		free(safe);
	}
	text_puts(out, "\n");
	end_lines(total, session, 1, number);
}

static void put_note(struct trace_total *total, struct trace_session *session, size_t number,
                     const char *note)
{
	trace_session_comment(total, session, number, (struct span){note, strlen(note)});
}

/* Returns whether the response can be expected as a whole: nothing of it is masked or missing. */
static bool is_whole(struct trace_total *total, struct trace_session *session)
{
	const struct octets *response = &session->response;
	bool cut = response->half || response->bytes.length < 2 ||
		(session->response_exact > 0 && response->bytes.length != session->response_exact);

	if (!session->answered)
		return false;
	total->counts.odd += cut;
	if (cut || octets_are_masked(response))
		put_note(total, session, session->response_line,
		         cut ? "incomplete response" : "response with masked bytes");
	return !cut && !octets_are_masked(response);
}

static void put_exchange(struct trace_total *total, struct trace_session *session)
{
	struct record *record = &session->record;
	unsigned secrets = record->secrets;
	const struct text *hidden = &session->command.hidden;
	const struct text *command = &session->command.bytes;
	const struct text *response = &session->response.bytes;
	bool whole = is_whole(total, session);

	record->shows_secrets = !total->hides && hidden->length == 0;
	if (whole && !session->data_unknown) {
		record_apdu(record, octets_data(&session->command), command->length, hidden,
		            octets_data(&session->response), response->length);
	} else {
		record_command(record, octets_data(&session->command), command->length, hidden);
		if (whole)
			text_printf(&record->text, " (%02X%02X)", session->status[0],
			            session->status[1]);
		text_puts(&record->text, "\n");
	}
	end_lines(total, session, record->secrets - secrets + 1, session->command_line);
	if (session->commands++ == 0)
		session->first_line = session->command_line;
	session->used = true;
	session->renewed = false;
	total->counts.commands++;
	total->counts.responses += whole;
}

void trace_session_check(struct trace_total *total, const struct trace_session *session)
{
	const struct text *texts[] = {&session->command.bytes,  &session->command.hidden,
	                              &session->response.bytes, &session->response.hidden,
	                              &session->atr.bytes,      &session->atr.hidden,
	                              &session->first_atr,      &session->last_atr};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		total->failed = total->failed || texts[i]->failed;
}

void trace_session_flush(struct trace_total *total, struct trace_session *session)
{
	bool waits = session->waits;

	session->waits = false;
	if (!waits)
		return;
	if (session->status_known)
		text_add(&session->response.bytes, (const char *)session->status,
		         sizeof session->status);
	trace_session_check(total, session);
	if (session->command.half || session->command.bytes.length == 0 ||
	    session->command.bytes.length < session->command_least) {
		put_note(total, session, session->command_line, "incomplete command");
		total->counts.odd++;
	} else if (atr_is_pps(octets_data(&session->command), session->command.bytes.length)) {
		put_note(total, session, session->command_line, "PPS exchange, not a command");
	} else {
		put_exchange(total, session);
	}
}

static void put_atr(struct trace_total *total, struct trace_session *session)
{
	text_puts(&session->record.text, "# ATR: ");
	text_hex(&session->record.text, (const uint8_t *)session->last_atr.data,
	         session->last_atr.length, ' ');
	text_puts(&session->record.text, "\n");
	end_lines(total, session, 1, session->atr_line);
}

static bool is_same_text(const struct text *a, const struct text *b)
{
	return span_equal((struct span){a->data, a->length}, (struct span){b->data, b->length});
}

static void keep_atr(struct text *out, const struct text *atr)
{
	text_clear(out);
	text_add(out, atr->data, atr->length);
}

void trace_session_atr(struct trace_total *total, struct trace_session *session,
                       const struct text *atr)
{
	bool known = session->last_atr.length > 0;

	if (atr->length < 2 || atr->length > CARD_ATR_MAX)
		return;
	if (session->renewed) {
		keep_atr(&session->last_atr, atr);
		put_atr(total, session);
		return;
	}
	if (is_same_text(atr, &session->last_atr))
		return;
	if (known && (session->commands > 0 || session->waits)) {
		trace_session_flush(total, session);
		if (session->used) {
			trace_session_line(total, session, session->atr_line, "reset");
		}
		session->used = false;
		keep_atr(&session->last_atr, atr);
		put_atr(total, session);
		return;
	}
	keep_atr(&session->last_atr, atr);
	keep_atr(&session->first_atr, atr);
}

/* Writes what is known of the card before the other lines. */
static void add_head(struct conversion *conversion, struct trace_session *session)
{
	struct text *text = &conversion->text;
	size_t before = text->length, lines = conversion->line_count;

	if (session->first_atr.length > 0) {
		text_puts(text, "# ATR: ");
		text_hex(text, (const uint8_t *)session->first_atr.data, session->first_atr.length,
		         ' ');
		conversion_end_line(conversion, session->atr_line);
	}
	if (session->first_protocol != CARD_NONE)
		conversion_line(conversion, session->atr_line > 0 ? session->atr_line : 1,
		                session->first_protocol == CARD_T0 ? "# protocol: T=0" :
		                                                     "# protocol: T=1");
	if (text->failed || conversion->failed || before == text->length)
		return;
	conversion_move_to_start(conversion, before, lines);
}

void trace_session_hand_over(struct trace_total *total, struct trace_session *session,
                             struct conversion *conversion)
{
	struct conversion_counts *counts = &total->counts;

	conversion->text = session->record.text;
	conversion->lines = session->lines;
	conversion->line_count = session->line_count;
	conversion->line_size = session->line_size;
	session->record.text = (struct text){0};
	session->lines = NULL;
	counts->session_commands = session->commands;
	escape_terminal(counts->name, sizeof counts->name,
	                session->name.length > 0 ? session->name.text : "", session->name.length);
	add_head(conversion, session);
}
