/* Reads and parses the scripts of a run, completely, before anything is sent. */
#ifndef SCRIPTOR_INPUT_SCRIPT_FILES_H
#define SCRIPTOR_INPUT_SCRIPT_FILES_H

#include "scriptor/input/input_errors.h"
#include "scriptor/options.h"
#include "script/script.h"
#include "sys/file.h"

#include <stddef.h>

struct scripts_one {
	const char *name; /* the path as given, "-e", or "-" for standard input */
	bool echoes;      /* its lines are shown before they are run */
	struct file file;
	struct text text;      /* owned: the lines to show, if not the file's own */
	struct text converted; /* owned: what was parsed, if not the file itself */
	struct script script;
	struct input_errors errors; /* if none, it can be run */
};

/* All zero is none. */
struct scripts {
	struct scripts_one *list; /* owned */
	size_t count, size;
	struct directory_names *names; /* owned */
};

/* Reads the lines of -e, or the files and directories of the options, or standard input; scripts
 * is to be freed with scripts_free. Returns STATUS_YES; or, after messages, STATUS_INPUT (each
 * script that cannot be run has its errors) or STATUS_TROUBLE. */
enum status scripts_read(struct scripts *scripts, const struct options *options);
void scripts_free(struct scripts *scripts);
/* Returns the text that was parsed: the file's, or what it was converted to. */
struct span scripts_text(const struct scripts_one *one);

/* Reports the errors of a script and adds them to errors, which point into the script. Returns
 * the exit status: STATUS_INPUT, or STATUS_TROUBLE if out of memory. */
enum status scripts_report_errors(const struct script *script, struct input_errors *errors);
/* Returns what the script needs first, by its first statement: whether a card is to be
 * connected. */
enum keyword_first scripts_first(const struct script *script);
bool scripts_asks_pin(const struct scripts *scripts);

#endif
