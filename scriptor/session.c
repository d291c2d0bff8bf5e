#include "session.h"

#include "input.h"
#include "run.h"
#include "script/parse.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc.h"
#include "sys/pcsc_error.h"
#include "sys/reader.h"
#include "sys/signals.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { APDU_GRACE_MS = 500 }; /* what an APDU still gets after a signal */

/* What is run, and on what. */
struct session {
	const struct options *options;
	int signals;
	struct file file;     /* of the script; empty without one */
	struct script script;
	struct pcsc *pcsc;
	struct card *card;
	struct run *run;
};

static enum status tell_errors(const struct script *script)
{
	size_t told = script->error_count < SCRIPT_ERRORS_MAX ? script->error_count
	                                                      : SCRIPT_ERRORS_MAX;

	for (size_t i = 0; i < told; i++) {
		const struct script_error *error = &script->errors[i];

		message_error("%s:%zu:%zu: %s", script->files[error->file], error->place.line,
		              error->place.column, error->text);
	}
	if (told < script->error_count)
		message_error("and %zu errors more", script->error_count - told);
	if (script->failed)
		message_error("out of memory");
	return script->failed ? STATUS_TROUBLE : STATUS_INPUT;
}

static enum status parse_whole(struct session *session, struct parser *parser)
{
	const struct options *options = session->options;
	bool ok = true;

	if (options->line_count == 0)
		ok = parse_text(parser, session->file.data, session->file.length);
	for (size_t i = 0; i < options->line_count; i++)
		ok = parse_line(parser, options->lines[i], strlen(options->lines[i])) != PARSE_ERROR &&
		     ok;
	if (options->line_count > 0)
		ok = parse_end(parser) != PARSE_ERROR && ok;
	return ok && !session->script.failed ? STATUS_YES : tell_errors(&session->script);
}

/* A file and lines of the command line are parsed before anything is sent. */
static enum status read_script(struct session *session, const char *name)
{
	const char *path = session->options->file;
	struct parser *parser;

	if (path != NULL) {
		int error = file_read(&session->file, path, FILE_COPY, false, INPUT_FILE_MAX);

		if (error != 0) {
			message_error("%s: %s", path, file_error(error));
			return STATUS_INPUT;
		}
	}
	parser = parse_new(&session->script, name, &input_loader);
	if (parser == NULL)
		return tell_errors(&session->script);
	enum status status = parse_whole(session, parser);
	parse_free(&parser);
	return status;
}

static void say_protocol(unsigned protocols)
{
	if (protocols == CARD_T0 || protocols == CARD_T1)
		message_note("Trying T=%d protocol", protocols == CARD_T0 ? 0 : 1);
}

static enum status open_card(struct session *session)
{
	char reader[READER_NAME_SIZE];
	bool given;

	uint32_t code = pcsc_open(&session->pcsc);
	if (code != PCSC_OK) {
		pcsc_error_tell("PC/SC", code);
		return STATUS_TROUBLE;
	}
	enum status status = reader_choose(session->pcsc, session->options->reader, reader, &given);
	if (status != STATUS_YES)
		return status;
	say_protocol(session->options->protocols);
	if (given)
		message_note("Using given card reader: %s", reader);
	else
		message_note("No reader given: using %s", reader);
	session->card = pcsc_card_new(session->pcsc, reader);
	if (session->card == NULL) {
		message_error("out of memory");
		return STATUS_TROUBLE;
	}
	return STATUS_YES;
}

static enum status make_run(struct session *session)
{
	const struct options *options = session->options;
	struct run_options run_options = {
	    .protocols = options->protocols,
	    .share = options->exclusive ? CARD_EXCLUSIVE : CARD_SHARED,
	    .unbuffered = options->unbuffered,
	    .keep_going = options->keep_going,
	    .signals = session->signals,
	};

	session->run = run_new(session->card, &run_options);
	if (session->run == NULL) {
		message_error("out of memory");
		return STATUS_TROUBLE;
	}
	return STATUS_YES;
}

/* The script says itself when it connects. */
static bool connects_itself(const struct script *script)
{
	size_t at = 0;

	while (at < script->count && script->statements[at].kind == STATEMENT_COMMAND &&
	       script->statements[at].word == WORD_INCLUDE)
		at++;
	return at < script->count && script->statements[at].kind == STATEMENT_COMMAND &&
	       script->statements[at].word == WORD_CONNECT;
}

static int run_parsed(struct session *session)
{
	struct run *run = session->run;

	if (session->options->file != NULL)
		message_note("Using given file: %s", session->options->file);
	if (!connects_itself(&session->script) && !run_connect(run))
		return run_status(run);
	if (session->options->file != NULL)
		run_echo(run, session->file.data, session->file.length);
	if (run_script(run, &session->script))
		run_end(run);
	return run_status(run);
}

/* One statement (a block is one) is run before the next line is read. */
static enum status run_lines(struct session *session, struct parser *parser)
{
	struct input input = {.fd = STDIN_FILENO, .signals = session->signals};
	struct script *script = &session->script;
	enum parse_result parsed = PARSE_READY;
	enum input_result result;
	enum status status = STATUS_YES;
	const char *text;
	size_t length;
	bool goes_on = true;

	while (goes_on && (result = input_line(&input, &text, &length)) == INPUT_LINE) {
		parsed = parse_line(parser, text, length);
		if (parsed == PARSE_ERROR)
			break;
		if (parsed == PARSE_MORE)
			continue;
		goes_on = run_script(session->run, script);
		script_clear(script);
	}
	if (goes_on && parsed != PARSE_ERROR && result == INPUT_END)
		parsed = parse_end(parser);
	if (parsed == PARSE_ERROR)
		status = tell_errors(script);
	if (goes_on && result == INPUT_FAILED) {
		message_error("standard input: %s", strerror(errno));
		status = STATUS_TROUBLE;
	}
	input_free(&input);
	return status;
}

static int run_standard_input(struct session *session)
{
	struct run *run = session->run;
	struct parser *parser;

	message_note("Reading commands from STDIN");
	if (!run_connect(run))
		return run_status(run);
	parser = parse_new(&session->script, "-", &input_loader);
	if (parser == NULL)
		return (int)tell_errors(&session->script);
	enum status status = run_lines(session, parser);
	parse_free(&parser);
	int reached = run_status(run);
	return reached > (int)status ? reached : (int)status;
}

/* Without a reader: only what can be said of the script itself. */
static enum status check_standard_input(struct session *session)
{
	int error = file_read(&session->file, "/dev/stdin", FILE_COPY, false, INPUT_FILE_MAX);

	if (error != 0) {
		message_error("standard input: %s", file_error(error));
		return STATUS_TROUBLE;
	}
	struct parser *parser = parse_new(&session->script, "-", &input_loader);
	if (parser == NULL)
		return tell_errors(&session->script);
	enum status status = parse_whole(session, parser);
	parse_free(&parser);
	return status;
}

static int work(struct session *session)
{
	const struct options *options = session->options;
	bool whole = options->file != NULL || options->line_count > 0;
	int status = STATUS_YES;

	if (whole)
		status = (int)read_script(session, options->file != NULL ? options->file : "-e");
	else if (options->check)
		status = (int)check_standard_input(session);
	if (status != STATUS_YES || options->check)
		return status;
	session->signals = signals_start();
	signals_limit(APDU_GRACE_MS);
	status = (int)open_card(session);
	if (status == STATUS_YES)
		status = (int)make_run(session);
	if (status != STATUS_YES)
		return signals_got() != 0 ? 128 + signals_got() : status;
	status = whole ? run_parsed(session) : run_standard_input(session);
	run_disconnect(session->run);
	return status;
}

static void session_free(struct session *session)
{
	run_free(&session->run);
	pcsc_card_free(&session->card);
	pcsc_close(&session->pcsc);
	script_free(&session->script);
	file_free(&session->file);
}

int session_run(const struct options *options)
{
	struct session session = {.options = options, .signals = -1};
	int status = work(&session);

	session_free(&session);
	return status;
}
