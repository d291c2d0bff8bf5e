/* The errors that keep a script from being run: reported at once, and kept for the reports. */
#ifndef SCRIPTOR_INPUT_INPUT_ERRORS_H
#define SCRIPTOR_INPUT_INPUT_ERRORS_H

#include <stddef.h>
#include <stdint.h>

struct input_error {
	const char *file; /* not owned; must outlive the errors */
	uint32_t line;    /* 0: the whole file */
	char *text;       /* owned: "FILE:LINE:COLUMN: WHY" */
};

/* All zero is none. */
struct input_errors {
	struct input_error *list; /* owned */
	size_t count, size;
};

/* Reports an error on standard error and adds it. line and column are from 1, or 0 for none. */
void input_errors_add(struct input_errors *errors, const char *file, size_t line, size_t column,
                      const char *why);
/* Adds that there are count more errors. Does nothing for 0. */
void input_errors_add_more(struct input_errors *errors, const char *file, size_t count);
void input_errors_free(struct input_errors *errors);

#endif
