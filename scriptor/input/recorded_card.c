#include "scriptor/input/recorded_card.h"

#include "app/capture_source.h"
#include "app/dialect_file.h"
#include "scriptor/input/input_lines.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/terminal/progress.h"

static enum status make_replay(const struct file *file, const char *path,
                               const struct options *options, struct replay **replay)
{
	struct dialect_request request = options_dialect(options, true);
	struct conversion conversion = {0};
	struct recording_error why;

	request.dialect = NULL; /* --dialect applies to the script */
	enum status status = dialect_file_read(
		path, (struct span){file->length > 0 ? file->data : "", file->length}, &request,
		NULL, &conversion);
	if (status == STATUS_YES) {
		*replay = replay_new(conversion.text.data, conversion.text.length,
		                     options->replay != NULL, &why);
		if (*replay == NULL)
			status = dialect_file_report_error(path, &conversion, &why);
	}
	conversion_free(&conversion);
	return status;
}

enum status recorded_card_read(const struct options *options, struct replay **replay)
{
	const char *path = options->replay != NULL ? options->replay : options->replay_any;
	struct file file = {0};

	if (path == NULL)
		return STATUS_YES;
	enum status status;
	progress_start("reading", path, NULL);
	int error = capture_source(&file, path, path, INPUT_FILE_MAX, &status);
	if (error != 0) {
		message_error("%s: %s", path, file_error(error));
		status = STATUS_INPUT;
	}
	if (status == STATUS_YES)
		status = make_replay(&file, path, options, replay);
	progress_end();
	file_free(&file);
	return status;
}
