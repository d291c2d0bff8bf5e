#include "scriptor/run/scriptor_session.h"

#include "script/parse/parse.h"
#include "script/replay.h"
#include "scriptor/input/check.h"
#include "scriptor/input/convert.h"
#include "scriptor/input/input_lines.h"
#include "scriptor/input/recorded_card.h"
#include "scriptor/input/script_files.h"
#include "scriptor/prompt/prompt_session.h"
#include "scriptor/run/outputs_check.h"
#include "scriptor/run/recorded_diff.h"
#include "scriptor/run/run.h"
#include "scriptor/show/output_files.h"
#include "scriptor/show/summary.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc/pcsc.h"
#include "sys/process/signals.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Time for an APDU to finish after a signal. At the prompt a Ctrl-C usually concerns the line, and
 * a busy machine may need longer to handle it. */
enum { APDU_GRACE_MS = 500, PROMPT_GRACE_MS = 2000 };

static const char last_words[] = "scriptor: no response from the card; interrupted\n";

/* What is run, on which card, and where the output goes. */
struct scriptor_session {
	const struct options *options;
	FILE *out;
	int signals;
	struct scripts scripts;
	struct script lines; /* of standard input, one statement after another */
	struct replay *replay;
	struct card_source *source;
	struct transcript transcript;
	struct report report;
	struct record record;
	struct capture_writer *capture;
	struct run *run;
	int status; /* the highest so far */
};

static void worsen(struct scriptor_session *session, int status)
{
	if (session->status < status)
		session->status = status;
}

static const struct transcript_format *format_of(const struct options *options)
{
	const struct {
		bool wanted;
		const struct transcript_format *format;
	} rows[] = {
		{options->common.json, &transcript_json},
		{options->tap, &transcript_tap},
		{options->quiet, &transcript_quiet},
		{options->diff != NULL, &transcript_diff},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].wanted)
			return rows[i].format;
	return &transcript_text;
}

static enum status make_run(struct scriptor_session *session)
{
	const struct options *options = session->options;
	struct card_source_options source = {
		.reader = options->reader,
		.protocols = options->protocols,
		.recorded = session->replay != NULL ? replay_card(session->replay) : NULL,
		.asks_pin = scripts_asks_pin(&session->scripts),
		.quiet = options->quiet,
		.limit_ms = options->wait_ms > PCSC_LIMIT_MS ? (unsigned)options->wait_ms :
							       PCSC_LIMIT_MS,
		.signals = session->signals,
	};
	struct run_options run = {
		.protocols = options->protocols,
		.share = options->exclusive ? CARD_EXCLUSIVE : CARD_SHARED,
		.unbuffered = options->unbuffered,
		.keep_going = options->keep_going || options->diff != NULL,
		.yes = options->yes,
		.explain = options->explain,
		.diff = options->diff != NULL,
		.signals = session->signals,
		.root = options_root_of(&options->common),
		.given = options,
		.transcript = &session->transcript,
		.report = &session->report,
		.record = options->record != NULL ? &session->record : NULL,
		.capture = session->capture,
	};

	session->record.shows_secrets = options->show_secrets;
	session->source = card_source_new(&source);
	if (session->source != NULL)
		session->run = run_new(session->source, &run);
	return session->run == NULL ? memory_trouble() : STATUS_YES;
}

/* --wait: returns false after a timeout, a signal or an error. */
static bool wait_for_card(struct scriptor_session *session)
{
	const struct options *options = session->options;

	if (!options->wait)
		return true;
	switch (card_source_wait(session->source, true,
	                         options->has_timeout ? (int)options->wait_ms : -1)) {
	case CARD_WAIT_DONE:
		return true;
	case CARD_WAIT_TIME:
		message_error("timed out: no card inserted");
		worsen(session, STATUS_NO);
		break;
	case CARD_WAIT_SIGNAL:
		break;
	case CARD_WAIT_LATE:
		worsen(session, STATUS_TROUBLE);
		break;
	case CARD_WAIT_AMBIGUOUS:
		worsen(session, STATUS_INPUT);
		break;
	case CARD_WAIT_FAILED:
		message_error("cannot wait: %s", file_error(errno));
		worsen(session, STATUS_TROUBLE);
		break;
	}
	return false;
}

static void report_exit(struct scriptor_session *session, int status)
{
	char text[40];

	snprintf(text, sizeof text, "exit %d", status);
	if (status != 0 && session->run != NULL &&
	    report_count(&session->report, REPORT_FAILED) +
	                    report_count(&session->report, REPORT_ERROR) ==
	            0)
		report_error(&session->report, text);
}

static void run_one(struct scriptor_session *session, struct scripts_one *one)
{
	struct run *run = session->run;
	enum keyword_first first = scripts_first(&one->script);

	report_file(&session->report, one->name);
	if (first != FIRST_UNCHOSEN && !run_choose(run))
		return;
	if (one->echoes && !session->options->quiet)
		message_note("Using given file: %s", one->name);
	if (first == FIRST_UNCHOSEN)
		run_connect_later(run);
	else if (first == FIRST_CONNECTED && !run_connect(run))
		return;
	if (session->options->diff != NULL &&
	    !recorded_diff_atr(run, one->name, scripts_text(one))) {
		report_expected(&session->report, false, "the card has a different ATR");
		worsen(session, STATUS_NO);
	}
	if (one->echoes && one->text.length > 0)
		run_echo(run, (struct span){one->text.data, one->text.length});
	else if (one->echoes)
		run_echo(run, (struct span){one->file.data, one->file.length});
	if (run_script(run, &one->script))
		run_end(run);
	report_exit(session, run_status(run));
}

static void run_all(struct scriptor_session *session)
{
	struct scripts *scripts = &session->scripts;
	size_t at = 0;
	bool goes_on = true;

	for (; goes_on && at < scripts->count; at++) {
		if (at > 0)
			run_again(session->run);
		run_one(session, &scripts->list[at]);
		int status = run_status(session->run);
		if (status != STATUS_YES)
			run_skip_tests(session->run, &scripts->list[at].script);
		worsen(session, status);
		goes_on = output_flush() && signals_got() == 0 &&
			(status == STATUS_YES || session->options->keep_going) &&
			!run_refused(session->run);
	}
	for (; at < scripts->count; at++)
		report_skip(&session->report, scripts->list[at].name);
}

static void show_errors(struct scriptor_session *session, const struct input_errors *errors)
{
	struct transcript *transcript = &session->transcript;

	for (size_t i = 0; i < errors->count; i++) {
		const struct input_error *error = &errors->list[i];

		report_error(&session->report, error->text);
		transcript->file = error->file;
		transcript->line = error->line;
		transcript_error(transcript, error->text, STATUS_INPUT);
	}
	transcript->file = NULL;
}

/* Runs each statement, or block, before the next line is read. */
static enum status run_lines(struct scriptor_session *session, struct parser *parser)
{
	struct lines *lines = lines_new(STDIN_FILENO, INPUT_FILE_MAX);
	struct script *script = &session->lines;
	enum parse_result parsed = PARSE_READY;
	enum input_result result = INPUT_END;
	enum status status = STATUS_YES;
	struct span text;
	bool goes_on = true;

	if (lines == NULL)
		return memory_trouble();
	while (goes_on &&
	       (result = input_line(lines, STDIN_FILENO, session->signals, &text)) == INPUT_LINE) {
		parsed = parse_line(parser, text.text, text.length);
		if (parsed == PARSE_ERROR)
			break;
		if (parsed == PARSE_MORE)
			continue;
		goes_on = run_script(session->run, script);
		script_clear(script);
	}
	if (goes_on && parsed != PARSE_ERROR && result == INPUT_END)
		parsed = parse_end(parser);
	if (parsed == PARSE_ERROR) {
		struct input_errors errors = {0};

		status = scripts_report_errors(script, &errors);
		show_errors(session, &errors);
		input_errors_free(&errors);
	}
	if (goes_on && result == INPUT_FAILED) {
		message_error("standard input: %s", file_error(errno));
		status = STATUS_TROUBLE;
	}
	lines_free(&lines);
	return status;
}

static void run_standard_input(struct scriptor_session *session)
{
	struct parser *parser;

	report_file(&session->report, "-");
	if (!session->options->quiet)
		message_note("Reading commands from STDIN");
	if (run_connect(session->run)) {
		parser = parse_new(&session->lines, "-", &input_loader);
		worsen(session,
		       parser == NULL ? (int)memory_trouble() : (int)run_lines(session, parser));
		parse_free(&parser);
	}
	worsen(session, run_status(session->run));
}

static void run_prompt(struct scriptor_session *session)
{
	struct prompt_setup setup = {.run = session->run,
	                             .signals = session->signals,
	                             .grace_ms = PROMPT_GRACE_MS,
	                             .last_words = last_words,
	                             .color = session->options->common.color};

	report_file(&session->report, "-");
	prompt_run(&setup);
	worsen(session, run_status(session->run));
}

/* Ends the last case and writes the files named by options. */
static struct summary write_reports(struct scriptor_session *session)
{
	const struct options *options = session->options;

	report_end(&session->report);
	if (session->report.failed || session->transcript.failed)
		worsen(session, (int)memory_trouble());
	struct summary summary = summary_of(&session->report, session->status);
	if (options->junit != NULL)
		worsen(session, (int)output_files_write_junit(options->junit, &summary));
	if (options->record != NULL && session->run != NULL)
		worsen(session,
		       (int)output_files_write_record(options->record, &session->record.text));
	if (!capture_writer_end(&session->capture, true))
		worsen(session, STATUS_TROUBLE);
	summary.status = session->status;
	return summary;
}

/* Saves what was received so far when a call does not return. */
static void save_reports(void *self)
{
	struct scriptor_session *session = self;

	report_error(&session->report, "no response from the card; interrupted");
	(void)write_reports(session);
}

/* Ends a run: writes the reports and the recording, and shows the result. */
static void finish(struct scriptor_session *session)
{
	struct summary summary = write_reports(session);

	transcript_end(&session->transcript, &summary);
	summary_note(&summary, session->options, session->run != NULL);
}

static bool start_transcript(struct scriptor_session *session)
{
	const struct options *options = session->options;
	struct transcript *transcript = &session->transcript;
	bool ok = transcript_begin(transcript, format_of(options), session->out);

	transcript->terminal = isatty(STDOUT_FILENO) == 1;
	transcript->mask = options->mask;
	transcript->secrets = options->show_secrets;
	session->report.transcript = transcript;
	return ok;
}

/* Reports the errors of all files; if there is one, nothing is sent. */
static void report_input_errors(struct scriptor_session *session)
{
	for (size_t i = 0; i < session->scripts.count; i++) {
		const struct scripts_one *one = &session->scripts.list[i];

		if (one->errors.count == 0) {
			report_skip(&session->report, one->name);
			continue;
		}
		report_file(&session->report, one->name);
		show_errors(session, &one->errors);
	}
	if (session->options->mode != MODE_CHECK)
		finish(session);
}

static void run_script_of(struct scriptor_session *session)
{
	const struct options *options = session->options;

	if (options->file_count > 0 || options->lines.count > 0)
		run_all(session);
	else if (options->common.json || options->tap || options->quiet || options->diff != NULL ||
	         !prompt_is_wanted())
		run_standard_input(session);
	else
		run_prompt(session);
}

static enum status start_capture(struct scriptor_session *session)
{
	const struct options *options = session->options;

	if (options->pcap == NULL)
		return STATUS_YES;
	session->capture = capture_writer_start(options->pcap, options->show_secrets);
	return session->capture != NULL ? STATUS_YES : STATUS_TROUBLE;
}

/* Runs all scripts that were parsed. */
static void run_session(struct scriptor_session *session)
{
	enum status status = recorded_card_read(session->options, &session->replay);

	if (status == STATUS_YES) {
		session->signals = signals_start();
		signals_limit(APDU_GRACE_MS, last_words);
		status = start_capture(session);
	}
	if (status == STATUS_YES) {
		status = make_run(session);
		if (session->options->record != NULL || session->options->junit != NULL ||
		    session->capture != NULL)
			(void)signals_last_act(save_reports, session);
	}
	worsen(session, (int)status);
	if (status != STATUS_YES || !wait_for_card(session))
		return;
	run_script_of(session);
	runner_disconnect(session->run);
	signals_last_act(NULL, NULL);
	finish(session);
}

static void work(struct scriptor_session *session)
{
	const struct options *options = session->options;
	bool whole =
		options->file_count > 0 || options->lines.count > 0 || options->mode == MODE_CHECK;
	enum status status = STATUS_YES;

	if (!start_transcript(session))
		status = memory_trouble();
	else if (options->mode == MODE_CONVERT)
		status = convert_files(options, session->out);
	else if (whole)
		status = scripts_read(&session->scripts, options);
	if (status == STATUS_YES && options->mode == MODE_CHECK)
		status = check_scripts(&session->scripts, &session->transcript);
	if (status == STATUS_YES && !outputs_check(options, &session->scripts)) {
		worsen(session, STATUS_INPUT);
		return;
	}
	worsen(session, (int)status);
	if (options->mode == MODE_CONVERT)
		return;
	if (status == STATUS_INPUT)
		report_input_errors(session);
	else if (status == STATUS_YES && options->mode != MODE_CHECK)
		run_session(session);
}

static void session_free(struct scriptor_session *session)
{
	run_free(&session->run);
	card_source_free(&session->source);
	replay_free(&session->replay);
	scripts_free(&session->scripts);
	script_free(&session->lines);
	report_free(&session->report);
	text_free(&session->record.text);
	(void)capture_writer_end(&session->capture, false);
	transcript_free(&session->transcript);
}

int session_run(const struct options *options, FILE *out)
{
	struct scriptor_session session = {.options = options, .out = out, .signals = -1};

	work(&session);
	int status = signals_got() != 0 ? 128 + signals_got() : session.status;
	session_free(&session);
	return status;
}
