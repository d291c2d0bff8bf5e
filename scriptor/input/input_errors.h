/* Errors that keep a script from running: printed at once, and kept for the reports. */
#ifndef SCRIPTOR_INPUT_INPUT_ERRORS_H
#define SCRIPTOR_INPUT_INPUT_ERRORS_H

#include <stddef.h>
#include <stdint.h>

struct input_error {
	const char *file; /* the caller's, as long as the errors are there */
	uint32_t line;    /* 0: of the whole file */
	char *text;       /* owned: the place and what is wrong there */
};

/* All zero is none. */
struct input_errors {
	struct input_error *list; /* owned */
	size_t count, size;
};

/* Prints an error and adds it. Line and column count from 1; 0 is none. */
void input_errors_add(struct input_errors *errors, const char *file, size_t line, size_t column,
                      const char *why);
/* Adds that there are as many more, unless it is 0. */
void input_errors_add_more(struct input_errors *errors, const char *file, size_t count);
void input_errors_free(struct input_errors *errors);

#endif
