#include "vicard/input/load.h"

#include "app/capture_source.h"
#include "app/dialect_file.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/terminal/progress.h"

#include <inttypes.h>
#include <string.h>

enum { FILE_MAX_LENGTH = 1 << 28 };

/* Returns whether the first line that is not empty or a comment starts with a command. */
static bool is_table(struct span text)
{
	struct span line;

	while (span_line(&text, &line)) {
		line = span_trim(line);
		if (line.length > 0 && line.text[0] != '#')
			return control_is_word(line.text, line.length);
	}
	return false;
}

static enum status load_table(struct control *control, const char *path, struct span text)
{
	struct span line;

	for (unsigned long number = 1; span_line(&text, &line); number++) {
		if (control_prepare(control, line.text, line.length) != CONTROL_WRONG)
			continue;
		message_error("%s:%lu: %s: %s", path, number, control->word, control->why);
		return STATUS_INPUT;
	}
	return STATUS_YES;
}

/* Returns the line of a record that does not fit in a vpcd message; 0 if there is none. */
static uint32_t too_long(const struct recording *recording)
{
	for (size_t i = 0; i < recording->count; i++)
		if (recording->records[i].response_length > VICARD_MESSAGE_MAX)
			return recording->records[i].line;
	return 0;
}

static enum status take_recording(struct vicard *card, const char *path,
                                  const struct conversion *conversion)
{
	struct recording recording;
	struct recording_error error;

	if (!recording_read(&recording, conversion->text.data, conversion->text.length, &error))
		return dialect_file_report_error(path, conversion, &error);
	uint32_t line = too_long(&recording);
	if (line > 0) {
		message_error("%s:%zu: response longer than %d bytes", path,
		              conversion_source(conversion, line), VICARD_MESSAGE_MAX);
		recording_free(&recording);
		return STATUS_INPUT;
	}
	vicard_record(card, &recording);
	return STATUS_YES;
}

/* Loads a recording, or a trace of another program. */
static enum status load_recording(struct vicard *card, const char *path, struct span text,
                                  uint32_t trace_session)
{
	struct conversion conversion = {0};
	enum status status = dialect_file_read(
		path, text, &(struct dialect_request){.session = trace_session}, NULL, &conversion);

	if (status == STATUS_YES)
		status = take_recording(card, path, &conversion);
	conversion_free(&conversion);
	return status;
}

static enum status read_and_load(struct control *control, const char *path, uint32_t trace_session)
{
	struct file file;
	enum status status;
	int error = capture_source(&file, path, path, FILE_MAX_LENGTH, &status);

	if (error != 0) {
		message_error("%s: %s", path, file_error(error));
		return STATUS_INPUT;
	}
	if (status != STATUS_YES)
		return status;
	struct span text = {file.length > 0 ? file.data : "", file.length};
	if (!is_table(text)) {
		status = load_recording(&control->session->card, path, text, trace_session);
	} else if (trace_session == 0) {
		status = load_table(control, path, text);
	} else {
		message_error("%s: no session %" PRIu32 ": only a trace has several", path,
		              trace_session);
		status = STATUS_INPUT;
	}
	file_free(&file);
	return status;
}

enum status load_file(struct control *control, const char *path, uint32_t trace_session)
{
	progress_start("reading", path, NULL);
	enum status status = read_and_load(control, path, trace_session);
	progress_end();
	return status;
}
