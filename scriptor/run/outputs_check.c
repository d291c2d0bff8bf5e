#include "scriptor/run/outputs_check.h"

#include "scriptor/input/script_files.h"
#include "scriptor/options.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/replace.h"

#include <stddef.h>

enum { OUTPUTS = 4 };

struct named_output {
	const char *option, *path; /* path is NULL if the option is not given */
};

static bool is_script(const struct scripts *scripts, const char *path)
{
	for (size_t i = 0; i < scripts->count; i++) {
		const struct scripts_one *one = &scripts->list[i];

		if (file_is(&one->file, path))
			return true;
		for (size_t j = 0; j < one->script.file_count; j++)
			if (file_is_same(one->script.files[j], path))
				return true;
	}
	return false;
}

/* Returns false after a message if the path is also that of an output that comes before it. */
static bool is_only(const struct named_output *outputs, const struct named_output *output)
{
	for (const struct named_output *other = outputs; other < output; other++)
		if (other->path != NULL && replace_is_same(other->path, output->path)) {
			message_error("%s: output file of both %s and %s", output->path,
			              other->option, output->option);
			return false;
		}
	return true;
}

static void name_outputs(struct named_output outputs[OUTPUTS], const struct options *options)
{
	const char *trace = options->common.trace;

	outputs[0] = (struct named_output){"--record", options->record};
	outputs[1] = (struct named_output){"--pcap", options->pcap};
	outputs[2] = (struct named_output){"--junit", options->junit};
	outputs[3] =
		(struct named_output){"--trace", trace != NULL && trace[0] != '\0' ? trace : NULL};
}

const char *outputs_option(const struct options *options, const char *path)
{
	struct named_output outputs[OUTPUTS];

	name_outputs(outputs, options);
	for (size_t i = 0; i < OUTPUTS; i++)
		if (outputs[i].path != NULL && replace_is_same(outputs[i].path, path))
			return outputs[i].option;
	return NULL;
}

bool outputs_check(const struct options *options, const struct scripts *scripts)
{
	const char *replayed = options->replay != NULL ? options->replay : options->replay_any;
	struct named_output outputs[OUTPUTS];

	name_outputs(outputs, options);
	for (size_t i = 0; i < OUTPUTS; i++) {
		const char *path = outputs[i].path;

		if (path == NULL)
			continue;
		if (is_script(scripts, path)) {
			message_error("%s: output file is a script to run", path);
			return false;
		}
		if (replayed != NULL && file_is_same(replayed, path)) {
			message_error("%s: output file is the recording to use", path);
			return false;
		}
		if (!is_only(outputs, &outputs[i]))
			return false;
	}
	return true;
}
