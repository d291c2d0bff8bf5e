/* The scripts of one use of scriptor, read and parsed whole. */
#ifndef SCRIPTOR_INPUT_SCRIPT_FILES_H
#define SCRIPTOR_INPUT_SCRIPT_FILES_H

#include "scriptor/input/input_errors.h"
#include "scriptor/options.h"
#include "script/script.h"
#include "sys/file.h"

#include <stddef.h>

struct scripts_one {
	const char *name; /* of a file as it was given; "-e"; "-" for standard input */
	bool echoes;      /* its lines are shown before they run */
	struct file file;
	struct text text;      /* owned: the lines to show where they are not the file's own */
	struct text converted; /* owned: what was parsed in the place of the file */
	struct script script;
	struct input_errors errors; /* none: it can be run */
};

/* All zero is none. */
struct scripts {
	struct scripts_one *list; /* owned */
	size_t count, size;
	struct directory_names *names; /* owned */
};

/* Reads the files and directories of the options, or the lines of -e, or with --check standard
 * input. After messages: STATUS_INPUT, each file that cannot be run has its errors; or
 * STATUS_TROUBLE. */
enum status scripts_read(struct scripts *scripts, const struct options *options);
void scripts_free(struct scripts *scripts);
/* Returns the text that was parsed: the file's, or what it was converted to. */
struct span scripts_text(const struct scripts_one *one);

/* Tells what is wrong with a script, and adds it to the errors, that need the script. */
enum status scripts_report_errors(const struct script *script, struct input_errors *errors);
/* Returns what comes before the script. */
enum keyword_first scripts_first(const struct script *script);
bool scripts_asks_pin(const struct scripts *scripts);

#endif
