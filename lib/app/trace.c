#include "app/trace.h"

#include "base/escape.h"
#include "base/status.h"
#include "base/text.h"
#include "apdu/secret.h"
#include "sys/file.h"
#include "sys/log.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/pcsc/pcsc_trace.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>

static enum trace_data how;
static const struct text *veil;
static const char *path; /* NULL: standard error */
static atomic_bool failed;

enum { HEADER = 4 }; /* CLA INS P1 P2 */

static void add_name(struct text *line, const char *name)
{
	char safe[4 * READER_NAME_SIZE];

	escape_terminal(safe, sizeof safe, name, strlen(name));
	text_printf(line, " \"%s\"", safe);
}

static bool is_hidden(size_t at)
{
	return veil != NULL && at < veil->length && veil->data[at] != 0;
}

/* Shows Lc with the header, unless that byte may belong to a secret. */
static void add_header(struct text *line, const struct pcsc_call *call)
{
	struct secret secret = secret_find(call->in, call->in_length);
	size_t shown = secret_hides_lengths(secret) ? HEADER : HEADER + 1;

	for (size_t i = 0; i < shown && i < call->in_length; i++) {
		text_puts(line, i > 0 ? " " : "");
		if (is_hidden(i))
			text_puts(line, "**");
		else
			text_hex(line, call->in + i, 1, '\0');
	}
	if (call->in_length > shown)
		text_printf(line, " (%zu byte%s)", call->in_length - shown,
		            call->in_length - shown == 1 ? "" : "s");
}

/* An escape command for a reader (PC/SC part 10) may contain a PIN, so only the length of
 * SCardControl data is shown. */
static void add_in(struct text *line, const struct pcsc_call *call)
{
	text_puts(line, " > ");
	if (how == TRACE_SHOW) {
		text_hex(line, call->in, call->in_length, ' ');
	} else if (!call->is_command) {
		text_printf(line, "(%zu byte%s)", call->in_length, call->in_length == 1 ? "" : "s");
	} else if (how == TRACE_HIDE) {
		add_header(line, call);
	} else {
		secret_hex(line, call->in, call->in_length, ' ');
	}
}

static void add_state(struct text *line, uint32_t known, const struct reader_state *state,
                      bool answered)
{
	text_puts(line, ",");
	add_name(line, state->name);
	text_printf(line, " %04X/%u", (unsigned)(known & 0xFFFF), (unsigned)(known >> 16));
	if (!answered)
		return;
	text_printf(line, " -> %04X/%u", (unsigned)state->bits, (unsigned)state->counter);
	if (state->atr_length > 0) {
		text_puts(line, " ");
		text_hex(line, state->atr, state->atr_length, 0);
	}
}

static void add_numbers(struct text *line, const struct pcsc_number *numbers)
{
	for (; numbers->name != NULL; numbers++)
		text_printf(line, numbers->decimal ? " %s=%u" : " %s=0x%X", numbers->name,
		            (unsigned)numbers->value);
}

static void add_arguments(struct text *line, const struct pcsc_call *call)
{
	if (call->reader != NULL)
		add_name(line, call->reader);
	add_numbers(line, call->arguments);
	if (call->in_length > 0)
		add_in(line, call);
	for (size_t i = 0; call->known != NULL && i < call->count; i++)
		add_state(line, call->known[i], &call->states[i], call->answered);
}

static void add_results(struct text *line, const struct pcsc_call *call)
{
	bool numbers = call->code == 0 && call->results[0].name != NULL;

	if (numbers || call->out_length > 0)
		text_puts(line, " <");
	if (numbers)
		add_numbers(line, call->results);
	for (size_t i = 0; call->names != NULL && i < call->count; i++)
		add_name(line, call->names[i]);
	if (call->out_length > 0) {
		text_puts(line, " ");
		text_hex(line, call->out, call->out_length, ' ');
	}
}

/* Writes the line at once; any thread may call it. Errors of standard error cannot be reported
 * anywhere. */
static void write_line(const struct text *line)
{
	int error = line->failed ? ENOMEM : log_write(line->data, line->length);

	if (error == 0 || atomic_exchange(&failed, true))
		return;
	if (path != NULL)
		message_error("--trace=%s: %s", path, file_error(error));
}

static void on_call(const struct pcsc_call *call)
{
	struct text line = {0};
	char time[LOG_TIME_SIZE];

	log_time(time);
	text_printf(&line, "%s %s", time, call->name);
	add_arguments(&line, call);
	add_results(&line, call);
	if (call->code == 0)
		text_puts(&line, ": success");
	else
		text_printf(&line, ": %s (%s 0x%08X)", pcsc_error_text(call->code),
		            pcsc_error_name(call->code), (unsigned)call->code);
	text_printf(&line, ", %llu.%03u ms\n", (unsigned long long)(call->microseconds / 1000),
	            (unsigned)(call->microseconds % 1000));
	write_line(&line);
	text_free(&line);
}

void trace_hide(const struct text *hidden)
{
	veil = hidden;
}

bool trace_start(const struct options_common *options, enum trace_data data)
{
	if (options->trace == NULL)
		return true;
	path = *options->trace != '\0' ? options->trace : NULL;
	int error = log_open(path);
	if (error != 0) {
		message_error("--trace=%s: %s", options->trace, file_error(error));
		return false;
	}
	how = data;
	pcsc_trace_to(on_call);
	return true;
}

int trace_end(int status)
{
	return atomic_load(&failed) && status < STATUS_TROUBLE ? STATUS_TROUBLE : status;
}
